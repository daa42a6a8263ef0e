"""Money that came: the desk where it finds its contract, one payment, statements of banks, entering by hand."""
