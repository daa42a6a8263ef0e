"""Addresses of the books."""

from django.urls import path

from repaid.interfaces.backoffice.ledger import external, journal, periods, views

urlpatterns = [
    path("/accounts", views.account_list, name="accounts"),
    path("/accounts/<str:code>", views.account, name="account"),
    path("/accounts/<str:code>/external", external.external, name="external"),
    path("/accounts/<str:code>/external/new", external.new_external, name="external_new"),
    path("/trial-balance", views.trial, name="trial_balance"),
    path("/periods", periods.period_list, name="periods"),
    path("/periods/<day:on>", periods.period, name="period"),
    path("/periods/<day:on>/closing", periods.closing, name="period_closing"),
    path("/periods/<day:on>/reopening", periods.reopening, name="period_reopening"),
    path("/journal", journal.journal_list, name="journals"),
    path("/journal/new", journal.new_journal, name="journal_new"),
    path("/journal/settings", journal.journal_settings, name="journal_settings"),
    path("/journal/<int:key>", journal.journal, name="journal"),
    path("/journal/<int:key>/file", journal.journal_file, name="journal_file"),
]
