"""Addresses of logins."""

from django.urls import path

from repaid.interfaces.backoffice.doors import views

urlpatterns = [
    path("", views.logins, name="logins"),
    path("/rules", views.rules, name="door_rules"),
    path("/accounts/<int:user>", views.account, name="account_at_doors"),
    path("/accounts/<int:user>/unlock", views.unlock, name="account_unlock"),
    path("/accounts/<int:user>/lost-device", views.lost_device, name="account_lost_device"),
]
