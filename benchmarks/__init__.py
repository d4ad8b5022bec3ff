"""Figures against floors; each prints both sides."""
