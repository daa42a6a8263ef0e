"""Template tags of both audiences."""
