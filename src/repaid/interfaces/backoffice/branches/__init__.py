"""Provinces and branches."""
