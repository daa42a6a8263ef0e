"""The URL map: the staff's pages at `/`, the customers' at `/clientzone/`."""

from django.urls import include, path

from repaid.interfaces.shared import doors, sign_in

urlpatterns = [
    path("", doors.public_page(sign_in.sign_in), name="sign_in"),
    path("sign-out", doors.public_page(sign_in.sign_out), name="sign_out"),
    path("clientzone/", include("repaid.interfaces.portal.urls")),
    path("", include("repaid.interfaces.backoffice.urls")),
]
