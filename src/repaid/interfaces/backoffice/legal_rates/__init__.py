"""Rates and figures of law: which are in force, and a new row with its source."""
