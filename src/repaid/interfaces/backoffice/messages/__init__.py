"""Messages: the outbox, templates with their builder, the print buffer, gateways, contact rules, the demo inbox."""
