"""Contracts: the list, the record with its tabs, and every action on it with a preview of its effect.

A *deed* is an action of the contracts app as a page: its address, its words, its form, its command (`deeds`).
"""
