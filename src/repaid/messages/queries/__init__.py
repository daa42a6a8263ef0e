"""Reading messages, templates, gateways, contact rules and the print buffer."""
