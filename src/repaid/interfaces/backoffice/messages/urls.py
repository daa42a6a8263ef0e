"""Addresses of messages."""

from django.urls import path

from repaid.interfaces.backoffice.messages import builder, gateways, outbox, printing, rules, templates

urlpatterns = [
    path("outbox", outbox.outbox, name="messages"),
    path("outbox/<int:message>", outbox.message, name="message"),
    path("outbox/<int:message>/repetition", outbox.repetition, name="message_repetition"),
    path("outbox/<int:message>/withdrawal", outbox.withdrawal, name="message_withdrawal"),
    path("outbox/<int:message>/arrival", outbox.arrival, name="message_arrival"),
    path("templates", templates.template_list, name="templates"),
    path("templates/new", templates.new_template, name="template_new"),
    path("templates/supply", templates.supply, name="templates_supply"),
    path("templates/<int:template>/archive", templates.archive, name="template_archive"),
    path("templates/<str:kind>/<slug:recipient>/<slug:channel>/<slug:language>", builder.builder, name="template"),
    path("print-buffer", printing.buffer, name="print_buffer"),
    path("print-buffer/jobs", printing.jobs_made, name="print_jobs"),
    path("print-buffer/jobs/<int:number>", printing.job, name="print_job"),
    path("print-buffer/jobs/<int:number>/repetition", printing.job_repetition, name="print_job_repetition"),
    path("print-buffer/jobs/<int:number>/file", printing.job_file, name="print_job_file"),
    path("printouts", printing.printouts, name="printouts"),
    path("printouts/<int:item>", printing.letter, name="printout"),
    path("printouts/<int:item>/file", printing.letter_file, name="printout_file"),
    path("printouts/<int:item>/pages/<int:page>.png", printing.letter_page, name="printout_page"),
    path("printouts/<int:item>/change", printing.change, name="printout_change"),
    path("printouts/<int:item>/cancellation", printing.cancellation, name="printout_cancellation"),
    path("printouts/<int:item>/repetition", printing.repetition, name="printout_repetition"),
    path("gateways", gateways.gateway_list, name="gateways"),
    path("gateways/<slug:channel>", gateways.gateway, name="gateway"),
    path("gateways/<slug:channel>/switch", gateways.switch, name="gateway_switch"),
    path("gateways/<slug:channel>/test", gateways.test, name="gateway_test"),
    path("contact-rules", rules.rule_list, name="contact_rules"),
    path("contact-rules/new", rules.new_rules, name="contact_rules_new"),
    path("notices", rules.notice_list, name="notices"),
    path("notices/<str:kind>", rules.notice, name="notice"),
]
