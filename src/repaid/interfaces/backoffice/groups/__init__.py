"""Groups of rights."""
