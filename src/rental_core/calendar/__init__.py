"""Nights taken and free, blocks, and whether an apartment is occupied now and was before."""
