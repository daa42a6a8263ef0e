"""Money that leaves: what waits to be sent, payment orders and who agrees to them, files for the bank."""
