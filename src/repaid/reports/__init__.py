"""Read-only views over everything: figures of the whole portfolio, made set-based from rows that others keep.

Owns no table. Knows contracts and what lies below. Its SQL adds up amounts that stand in rows and computes none.
"""
