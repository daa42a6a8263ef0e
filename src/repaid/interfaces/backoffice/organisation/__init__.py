"""What an organisation decides about itself: look, calendar, numbers, its own facts; each with its history."""
