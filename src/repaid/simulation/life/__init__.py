"""Lives: random years of contracts through commands alone, with laws that must hold after each day.

Words: a *world* is a few lenders with their people and products, and the contracts of a story by their labels ("c3");
a *step* is something that somebody does on a day, as plain data; a *story* is a list of steps, so that it can be lived
again and made shorter; a *law* is what must hold whatever happened; a *finding* is a broken one.
"""
