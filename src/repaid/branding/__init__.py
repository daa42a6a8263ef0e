"""The look that an organisation has for its customers: address, colours, header, logo, welcome text (MP-01, CZ-36).

Owns `Brand`, the arithmetic of contrast and the rule that refuses a colour which people cannot read. The client zone
and letters ask `queries`; an organisation that has chosen nothing has the look of the product and its own code as its
address. Knows `access` and `kernel`.
"""
