"""The doors: who logged in, who cannot, what is asked there; a customer's access to the client zone."""
