"""What happened becomes who is told what, when, and whether it reached them."""
