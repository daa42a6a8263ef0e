"""The URL map: the staff's pages at `/`, the customers' at `/clientzone/`; paying by link at `/pay/`."""

from django.urls import include, path

from repaid.interfaces.portal.payments.urls import public as paying
from repaid.interfaces.shared import doors, second_step, sign_in

urlpatterns = [
    path("", doors.public_page(sign_in.sign_in), name="sign_in"),
    path("sign-out", doors.public_page(sign_in.sign_out), name="sign_out"),
    path("second-step", doors.public_page(second_step.second_step), name="second_step"),
    path("second-step/passkey/question", doors.public_page(second_step.passkey_question), name="passkey_question"),
    path("second-step/passkey/answer", doors.public_page(second_step.passkey_answer), name="passkey_answer"),
    path("clientzone/", include("repaid.interfaces.portal.urls")),
    path("", include(paying)),
    path("", include("repaid.interfaces.backoffice.urls")),
]
