"""Reports on screen: the portfolio, its ageing."""
