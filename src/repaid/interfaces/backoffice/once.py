"""One press, one deed: a form carries a key, and a second press of it is answered with the result of the first."""

from collections.abc import Callable

from django.core.cache import cache
from django.http import HttpResponse, HttpResponseRedirect

from repaid.interfaces.shared.doors import ActorRequest
from repaid.interfaces.ui.forms import Form

KEPT_SECONDS = 24 * 3600


def once(request: ActorRequest, form: Form, act: Callable[[], str | None], otherwise: str) -> HttpResponse | None:
    """Carry out `act` when the valid form comes for the first time, and go to the address that it answers with.

    `act` answers None when it was refused: the form may come again, and the answer here is None too. A second press
    goes where the first one went, or to `otherwise` while the first one is still at work.
    """
    place = _place(request, form.cleaned_data["key"])
    if not cache.add(place, otherwise, KEPT_SECONDS):
        return HttpResponseRedirect(cache.get(place, otherwise))
    try:
        address = act()
    except Exception:
        cache.delete(place)
        raise
    if address is None:
        cache.delete(place)
        return None
    cache.set(place, address, KEPT_SECONDS)
    return HttpResponseRedirect(address)


def answer_of_first(request: ActorRequest) -> HttpResponse | None:
    """Where the first press of the same form went; None when this is the first one."""
    address = cache.get(_place(request, request.POST.get("key", "")))
    return HttpResponseRedirect(address) if address else None


def _place(request: ActorRequest, key: object) -> str:
    return f"once:{request.actor.user_id}:{str(key)[:36]}"
