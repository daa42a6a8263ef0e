"""Addresses of activities."""

from django.urls import path

from repaid.interfaces.backoffice.activities import adding, assigned, calendar, deeds, history, types, views

urlpatterns = [
    path("to-do", views.todo, name="todo"),
    path("activities/search", views.activity_list, name="activities"),
    path("activities/to-do", views.todo_of_events, name="activities_todo"),
    path("activities/plan", adding.plan, name="activity_plan"),
    path("activities/event", adding.event, name="activity_event"),
    path("activities/instruction", adding.instruction, name="activity_instruction"),
    path("activities/about/<slug:kind>/<str:number>", history.of_subject, name="activities_about"),
    path("activities/notes/<slug:kind>/<str:number>", adding.note, name="activity_note"),
    path("activities/assigned", views.assignment_list, name="assignments"),
    path("activities/assigned/<slug:kind>/<str:number>", assigned.assignment, name="assignment"),
    path("activities/<int:key>", views.activity, name="activity"),
    path("activities/<int:key>/acceptance", deeds.acceptance, name="activity_acceptance"),
    path("activities/<int:key>/<slug:noun>", deeds.deed, name="activity_deed"),
    path("event-types", types.type_list, name="event_types"),
    path("event-types/new", types.event_type, name="event_type_new"),
    path("event-types/<slug:code>", types.event_type, name="event_type"),
    path("event-types/<slug:code>/closing", types.closing, name="event_type_closing"),
    path("event-types/<slug:code>/removal", types.removal, name="event_type_removal"),
    path("calendar", calendar.calendar, name="calendar"),
]
