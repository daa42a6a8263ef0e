"""Customers: the list, the page of a party, what is changed on it."""
