"""Types that every room may use and that know no room: refusals and findings, text, how figures are
written in each language, encrypted fields.

Owns no table and no rule of the business.
"""
