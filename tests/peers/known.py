"""Checkpoints of the peer that we do not reproduce: (file, number of the checkpoint) -> reason.

The test compares this list exactly: a checkpoint that begins to match must leave it.
"""

LENGTH = "a length of the whole loan in days that cuts the last period is no term of ours"
PAST = "the peer plans again instalments that are billed already"
TRANCHES = "tranches expected but not paid out are in the peer's table"
TWICE = "the peer's table leaves out, repeats or misprints a row of money lent"
TIE = "an exact tie: the peer cuts the rate to 19 digits first and rounds it down"
EACH = "the peer rounds the interest of each period before it moves it to a later instalment"
REFUND = "the refund of interest that the peer ties to another transaction follows its undoing in another way"
ABSENT = "the vector does not hold the termination that its table shows"
ORDER = "several events of one day: the peer keeps the order of recording, we the rank of their kind"
MELTED = "a back-dated new plan melts money paid in advance into an older instalment"
SPLIT = "the peer keeps overdue interest apart and spreads it over the new instalments"
SURPLUS = "with this product a surplus makes the instalment of the day larger instead of paying the next one"
NEXT_LAST = "money in advance first to the next, then from the last backwards: no rule of ours"
GRACE = "the peer inserts an empty, settled instalment for each period of grace"

KNOWN = {
    ("043-C3121", 0): LENGTH,
    ("055-C4120", 2): PAST,
    **{("061-C4227", n): TRANCHES for n in range(4)},
    **{("061-C4227", n): PAST for n in (4, 5)},
    ("097-C3642", 3): TWICE,
    ("109-C3755", 0): TIE,
    ("109-C3755", 2): TWICE,
    ("133-C3624", 4): REFUND,
    ("136-C4579", 0): REFUND,
    ("163-C3820", 3): TWICE,
    ("169-C3425", 2): EACH,
    ("169-C3425", 3): EACH,
    ("178-C4134", 0): ABSENT,
    ("190-C3940", 0): TIE,
    ("190-C3940", 1): TIE,
    ("190-C3940", 2): TIE,
    ("196-C3626", 1): ORDER,
    ("211-C3870", 1): EACH,
    ("211-C3870", 2): EACH,
    ("223-C4379", 2): MELTED,
    ("232-C70227", 3): ORDER,
    ("238-C4377", 1): SPLIT,
    ("238-C4377", 2): SPLIT,
    ("256-C2629", 0): SURPLUS,
    ("259-C2633", 0): SURPLUS,
    ("280-C4685", 1): NEXT_LAST,
    ("289-C2807", 1): GRACE,
}
