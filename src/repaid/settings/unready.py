"""The one way in which the house says that it cannot work in this place."""

from django.apps import apps
from django.utils.translation import gettext


class Unready(Exception):
    """Something outside is missing or wrong; `str()` is one sentence with a way out.

    Raised also while the settings themselves are read, when nothing can be translated yet: it is then in English.
    """

    def __init__(self, sentence: str, **facts: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.facts = facts

    def __str__(self) -> str:
        sentence = gettext(self.sentence) if apps.ready else self.sentence
        return sentence.format(**self.facts)
