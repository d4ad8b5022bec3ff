"""The pieces that windows are made of."""
