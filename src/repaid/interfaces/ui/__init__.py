"""The look: components, form fields, lists, formats, styles. Knows no business; pages are made of these parts.

Mounting: `backoffice/urls.py` and `portal/urls.py` each hold `path("", include("repaid.interfaces.ui.urls"))`, so that
language, theme and typed figures have an address at both doors. Shells: `{% extends "backoffice/base.html" %}` (blocks
title, content, banners, scripts, styles, dialogs; what `backoffice:search` answers to an HTMX request stands under the
search box), `"portal/base.html"` (blocks title, tabs, content, pay, account_entries, scripts, styles, dialogs),
`"ui/door.html"` for visitors (title, content). In templates `frame` holds organisation, day, language, direction,
actor, home. A page with date boxes puts
`{% block scripts %}{{ block.super }}{% include "ui/with_dates.html" %}{% endblock %}`, one with charts
`ui/with_charts.html`. No inline style or script anywhere (CSP); css is `var(--rp-*)` and logical sides only. An icon
more: its name into `icons.txt`, then `vendoring`.

Components (`:x="y"` passes a value, `x="y"` a text):

figures   <c-money :value="amount" bare />            Money; or `:value="minor" currency="PLN"`; bare: no currency
          <c-date :value="day" time />                a date; a moment with `time`
          <c-rate :value="percent" />                 "9.00 % a year"; `:yearly="False"` leaves "a year" out
          <c-number :value="412" />                   a count
          <c-code :value="number" kind="account" copy />  kinds: account (in fours), phone (linked); copy button
          {{ value|figure }}                          any of them by type; {{ value|plain }} as text for attributes
          {% load ui %} money day rate number code state icon: the same as tags, quicker in long tables
states    <c-state kind="contract" :value="c.state" />   kinds in `states.KINDS`; or word= tone= icon=
icon      <c-icon name="cash" large />                from `icons.txt`; one meaning one icon
page      <c-page-head title="Contract 11" name="Anna Wzorcowa" :trail="[('Contracts', '/contracts'), ('11', '')]">
            slots: states, meta, actions             <c-slot name="actions"><a class="btn btn-primary" ...></c-slot>
          <c-breadcrumb :trail="trail" />
          <c-tabs label="..."><c-tab href="..." current="yes" :count="14">Payments</c-tab></c-tabs>
          <c-card title="Schedule" id="schedule" hint="..." flush>slot; slots actions, foot</c-card>  flush: for tables
          layout: rp-record rp-cols rp-pcols rp-stack rp-row rp-wrap rp-end rp-grid2 rp-grid3 rp-narrow rp-hide-s
strip     <c-figures wide><c-figure label="Owed today" :value="owed" tone="bad" large>14, due ...</c-figure></c-figures>
            wide: three figures and a ribbon in the fourth place
facts     <c-facts :of="[(name, value), ...]" list />   values by type; list: one under the other, for a rail
          or <c-facts><c-fact name="Account"><c-code .../></c-fact></c-facts>
ribbon    <c-ribbon :of="ribbon" legend />  mini      `ribbon.ribbon([RibbonCell(1, due_on, Money, "paid"), ...])`
why       <c-why :lines="lines" title="..." open plain />  `parts.WhyLine(name, Money, sentence, steps, is_total)`;
            plain: the table alone; the slot stands under the lines (ways out, links)
timeline  <c-timeline :entries="entries" />           `parts.TimelineEntry(on, title, detail, icon, tone, amount, url)`
changes   <c-changes :of="[(name, before, after)]" /> the effect of an action before it is done
next      <c-nba title="Call Piotr now" icon="phone-call">slot; slot actions</c-nba>
list      <c-list :of="listing" title="Contracts">slots tools, action</c-list>    see `listing`: 5-25 lines a view
table     <c-table :of="table" cards empty="..." />   `columns.Table(title, columns, rows, foot)`, all rows at once;
            `exports.exported(request, columns, rows, name, title)` is the file when the address asks for one (audited;
            above 5,000 rows the page of an export that a worker writes); <c-export /> are its two links
empty     <c-empty kind="nothing|not-found|done" title="...">hint <c-slot name="action">...</c-slot></c-empty>
form      <c-form :form="form" save="Book payment" busy="Booking …" cancel="/contracts/11" danger wide>
            the slot replaces the fields: <c-field :of="form.amount" hint="..." />; slot buttons replaces the buttons
          <c-errors :form="form" />  <c-field :of="form.name" wide />
          `forms.Form` (idempotency key `cleaned_data["key"]`, `values()`, `attempt(command)`); `fields`: DateField
          MoneyField(currency=) RateField CountField CodeField; `controls`: Segments (2-4 choices), Cards
          (choices with a line each). An invalid form answers with status 422.
dialog    <button data-opens="x"> <c-dialog id="x" title="...">slot; slot foot</c-dialog>  data-closes closes it
menu      <c-menu id="more" label="More"><c-menu-item href="..." icon="printer">Print</c-menu-item></c-menu>
            item: href | post (address, name, value) | opens (a dialog); danger
notices   <c-note tone="info|good|warn|bad" title="...">...</c-note>  <c-banner kind="warn" icon="...">...</c-banner>
          toast: `messages.success(request, text)`; extra_tags = address of an undo. <c-toast>...</c-toast> by hand
progress  <c-progress label="..." :value="3" :max="10" />
          <c-job title= id= state="running|done|failed" :step= :steps= step-name= :done= :all= poll="/jobs/7" />
chart     <c-chart :of="chart" />                     `charts.Chart(identity, title, category, labels, series)`
buttons   <button class="btn btn-primary|btn-ghost|btn-danger-quiet|btn-sm">; data-key="KeyB" gives a shortcut;
          data-print prints; data-copy="72 9999..." copies

Refusals that a view lets through become pages or notes with the right status (`middleware`). `sentences.sentence_of`
says a refusal or finding with its figures in the reader's manner. `testing.page_text(response)` reads a page.
"""
