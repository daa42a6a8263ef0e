"""Refusals and findings as sentences in the reader's language, with their figures in the reader's manner."""

from repaid.interfaces.ui.formats import in_order, text_of
from repaid.kernel.refusal import Finding, Refusal


def sentence_of(said: Refusal | Finding) -> str:
    """The translated sentence with its facts written as figures of the page, each in its own order."""
    facts = {name: in_order(text_of(value)) for name, value in said.facts.items()}
    return str(said.sentence).format(**facts)
