"""Documents that a customer may see."""
