"""Payment providers of the organisation: connecting, changing, trying, switching on and off (CZ-48)."""
