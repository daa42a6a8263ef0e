"""The daily close: a business day is brought to its end, step by step, and sealed.

Owns runs with their steps and parts, bucket changes (the roll rates), the summary of each day and the seals. Stands
above all rooms with business: it orders what they do at night. Knows contracts, ledger, access and kernel.

Words: a *run* is the close of one day of one organisation; a *step* is done once a day; a *part* is a range of
contracts that a step does in one transaction, so that a run which was killed goes on where it stopped and parts may be
done side by side; a *seal* is a hash over the day's transfers and the seal before.
"""
