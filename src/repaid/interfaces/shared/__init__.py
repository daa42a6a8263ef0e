"""What staff and customers both use: the doors (who may open a page) and the sign-in page."""
