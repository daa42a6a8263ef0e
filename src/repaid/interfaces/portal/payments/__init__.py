"""Paying online: the form, the way to the provider and back, the link in a letter, the provider's notifications."""
