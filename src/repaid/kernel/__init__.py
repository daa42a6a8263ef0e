"""Types that every room may use and that know no room: refusals and findings, text, encrypted fields.

Owns no table and no rule of the business.
"""
