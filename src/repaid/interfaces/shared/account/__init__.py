"""The own account at both doors: password, second step, devices, language, contact data."""
