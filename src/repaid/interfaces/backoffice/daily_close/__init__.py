"""The daily close on screen: the board of the day, earlier days, starting a close, checking the books."""
