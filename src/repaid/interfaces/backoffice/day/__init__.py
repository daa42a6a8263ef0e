"""Everybody's day: the start page, intranet messages, announcements, which contracts the start page counts."""
