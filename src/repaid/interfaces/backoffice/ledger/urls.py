"""Addresses of the books."""

from django.urls import path

from repaid.interfaces.backoffice.ledger import views

urlpatterns = [
    path("/accounts", views.account_list, name="accounts"),
    path("/accounts/<str:code>", views.account, name="account"),
    path("/trial-balance", views.trial, name="trial_balance"),
]
