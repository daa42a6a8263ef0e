"""Two doors with the parts page behind each, for the tests of the look."""

from django.http import HttpResponse
from django.urls import include, path

from repaid.interfaces.shared.account.addresses import account_addresses
from repaid.interfaces.ui.tests import specimen

backoffice = (
    [
        path("start", specimen.staff, name="start"),
        path("search", specimen.rows, name="search"),
        path("rows", specimen.rows),
        path("exports", specimen.rows, name="exports"),
        path("exports/<int:key>", specimen.rows, name="export"),
        path("messenger", specimen.rows, name="messenger"),
        path("unread", lambda request: HttpResponse(), name="unread"),
        path("form", specimen.form),
        path("refused/<str:kind>", specimen.refused),
        *account_addresses(lambda page: page),
        path("", include("repaid.interfaces.ui.urls")),
    ],
    "backoffice",
)
portal = (
    [
        path("start", specimen.portal, name="start"),
        path("sign-in", lambda request: HttpResponse(), name="sign_in"),
        path("sign-out", lambda request: HttpResponse(), name="sign_out"),
        *account_addresses(lambda page: page),
        path("", include("repaid.interfaces.ui.urls")),
    ],
    "portal",
)
urlpatterns = [
    path("", specimen.door, name="sign_in"),
    path("sign-out", lambda request: HttpResponse(), name="sign_out"),
    path("clientzone/", include(portal)),
    path("", include(backoffice)),
]
