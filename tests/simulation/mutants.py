"""Mutants: the functions with one promise broken in their source, each of which must be caught.

``make mutants`` tries one after the other, in a copy of the sources: the histories of the scenarios that a mutant
names, and then its tests. docs/simulation.md lists them all.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.granted import calls

ROOT = Path(__file__).parents[2]
_UNITS = "tests/handlers"


class Mutant(NamedTuple):
    """A change of a source, and where it has to be caught."""

    name: str
    file: str
    before: str
    after: str
    scenarios: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    """Tests as pytest names them, below ``tests/handlers``, for what no history shows."""


class MutantOutdatedError(RuntimeError):
    """The source is no longer what a mutant changes."""


MUTANTS = (
    Mutant(
        "claim without a condition",
        "handlers/dispatch/storage/claims.py",
        "where = held_by(takes_over, in_state(State.SENDING)) if takes_over else free\n"
        '        values = {"state"',
        'where = message_items.ANYWAY\n        values = {"state"',
        ("first-message",),
    ),
    Mutant(
        "marked as sent before it is",
        "handlers/dispatch/storage/claims.py",
        'values = {"state": State.SENDING.value, "step"',
        'values = {"state": State.CONTACTED.value, "step"',
        ("first-message",),
    ),
    Mutant(
        "who has opted out is known no longer once the data have expired",
        "handlers/retention/erasing.py",
        "    if of.opted_out or of.blocked:\n",
        "    if False:\n",
        ("data-expire",),
    ),
    Mutant(
        "an erasure that was cut short is never finished",
        "handlers/retention/expiring.py",
        "            erasing.finish(Trace.of(item), self._now)\n",
        "            return\n",
        ("data-expire",),
    ),
    Mutant(
        "addresses that were erased are not looked at before a send",
        "handlers/dispatch/storage/reading.py",
        "        return known | {address: FORGOTTEN for key, address in erased.items() if key in self._found}",
        "        return known",
        tests=(
            "dispatch/test_send_messages.py::test_nobody_is_written_to_one_of_whose_addresses_was_erased",
        ),
    ),
    Mutant(
        "a pause is looked at before the release alone",
        "handlers/dispatch/rules/judgement.py",
        "    if facts.is_paused:\n",
        "    if facts.is_paused and message.kind not in PACED_KINDS:\n",
        ("paused-campaign",),
    ),
    Mutant(
        "a paused campaign is released all the same",
        "handlers/dispatch/storage/snapshots.py",
        "each.campaignId not in paused]",
        "each.campaignId not in {*paused} - {each.campaignId}]",
        ("paused-campaign",),
    ),
    Mutant(
        "a pause holds back the answers too",
        "handlers/dispatch/storage/reading.py",
        "    if message.kind not in PACED_KINDS:\n        return []\n    partition",
        "    partition",
        ("paused-tenant",),
    ),
    Mutant(
        "blind retry",
        "handlers/common/rules/retries.py",
        "return again if again and idempotent else Ending.UNKNOWN",
        "return again or Ending.UNKNOWN",
        ("lost-answer",),
    ),
    Mutant(
        "failures not reported",
        "handlers/dispatch/journal.py",
        "for record in sorted(self._failures)",
        "for record in sorted(self._failures) if not record",
        tests=("dispatch/test_send_messages.py",),
    ),
    Mutant(
        "a lease that is over goes back to the queue",
        "handlers/dispatch/rules/judgement.py",
        "return facts.idempotent.get(way.channel, False)",
        "return True",
        ("first-message",),
    ),
    Mutant(
        "a limiter that checks and then adds",
        "handlers/dispatch/storage/limits.py",
        "where = writes.ABSENT if seen is None else _room_in(seen, bounds, amount, run)",
        'where = Condition("attribute_not_exists(#never)")',
        ("two-a-minute", "one-a-minute", "turn-of-the-minute"),
    ),
    Mutant(
        "who asked by e-mail is offered slots on WhatsApp",
        "handlers/meetings/scheduling.py",
        "            self.request.channel,\n        )",
        "            None,\n        )",
        tests=("meetings/test_schedule_meeting.py::test_slots_are_offered_on_the_channel_of_the_reply",),
    ),
    Mutant(
        "a meeting is in its own way",
        "handlers/meetings/offering.py",
        "    moved = before if preferred and",
        "    moved = before if False and preferred and",
        tests=(
            "meetings/test_schedule_meeting.py::test_a_meeting_is_not_in_its_own_way_where_a_time_beside_its_own_is_asked_for",
        ),
    ),
    Mutant(
        "the claims beside a meeting that is moved are taken for its own",
        "handlers/meetings/offering.py",
        "if cell.start not in moved.held_cells]",
        "if False]",
        tests=(
            "meetings/test_schedule_meeting.py::test_what_others_have_beside_a_meeting_that_is_moved_stays_busy",
        ),
    ),
    Mutant(
        "the old entry gives way to a new time that others have",
        "handlers/meetings/entries.py",
        "    if own:\n",
        "    if False:\n",
        tests=(
            "meetings/test_confirm_meeting.py::test_a_new_time_beside_the_old_one_at_which_others_are_by_now_leaves_the_old_one",
        ),
    ),
    Mutant(
        "a meeting that the host deleted stands once other slots have lapsed",
        "handlers/meetings/closing.py",
        "meeting if meeting.time is None else reading.borne_out(meeting)",
        "meeting",
        tests=("meetings/test_reading_back.py",),
    ),
    Mutant(
        "a host's time without a condition",
        "handlers/meetings/storage/host_time.py",
        'text = "attribute_not_exists(pk) OR #meetingId = :meeting"',
        'text = "attribute_not_exists(#never) OR #meetingId = :meeting"',
        ("one-slot-for-two",),
    ),
    Mutant(
        "cancelled without deleting the event",
        "handlers/meetings/entries.py",
        "    calendars.calendar().delete_event(event_id)\n\n\ndef _make",
        "    pass\n\n\ndef _make",
        ("cancel",),
    ),
    Mutant(
        "the old time is given up before the calendar has taken the new one",
        "handlers/meetings/entries.py",
        "[former for former in meeting.former_entries if former.time.overlaps(entry.time)]",
        "list(meeting.former_entries)",
        tests=(
            "meetings/test_confirm_meeting.py::test_a_new_time_that_the_calendar_refuses_leaves_the_old_one",
        ),
    ),
    Mutant(
        "an event is made at Google without a look at the calendar",
        "handlers/meetings/partners/google_calendar.py",
        "        if any(wanted.time.overlaps(span)",
        "        if wanted.key == '' and any(wanted.time.overlaps(span)",
        tests=("meetings/partners/test_google_calendar.py", "meetings/test_booking_with_google.py"),
    ),
    Mutant(
        "one key for all bookings of a meeting",
        "handlers/meetings/entries.py",
        'key=f"event#{meeting.meeting_id}#{entry.booking_id}"',
        'key=f"event#{meeting.meeting_id}"',
        tests=("meetings/test_booking_with_google.py::test_a_meeting_is_booked_once_moved_and_cancelled",),
    ),
    Mutant(
        "a calendar that is not shared any more is one without events",
        "handlers/meetings/partners/google_calendar.py",
        "            access_role(requests, event.calendar_id)\n        return",
        "            pass\n        return",
        tests=("meetings/partners/test_google_calendar.py",),
    ),
    Mutant(
        "the offer is queued before it is saved",
        "handlers/meetings/scheduling.py",
        "        meetings.save(again, after)\n",
        "        self._finish(after)\n        meetings.save(again, after)\n",
        ("interest",),
    ),
    Mutant(
        "counted before it is written",
        "handlers/dispatch/settling.py",
        "        ledger.join(batch, expected)\n",
        "        ledger.take_over(expected)\n        ledger.flush()\n        expected._counters.clear()\n",
        ("first-message",),
    ),
    Mutant(
        "nobody looks whether the owner has opted out",
        "handlers/dispatch/storage/claims.py",
        "return Taken.WON if not self._gated or self._is_let_through() else Taken.OPTED_OUT",
        "return Taken.WON",
        ("one-number-in-two-campaigns",),
    ),
    Mutant(
        "room given back twice for a lost answer",
        "handlers/dispatch/storage/limits.py",
        "            writes.transact([writes.update(table(), key, {}, where, add=dict.fromkeys(counters, -unused))])\n",
        "            there = where if where.text else Condition('attribute_exists(pk)')\n"
        "            if not writes.made(\n"
        "                writes.update(table(), key, {}, there, add=dict.fromkeys(counters, -unused))\n"
        "            ):\n"
        "                raise WindowOverError\n",
        tests=("dispatch/storage/test_limits.py::test_room_is_given_back_once_where_the_answer_is_lost",),
    ),
    Mutant(
        "room of a minute that is over is used in the next one",
        "handlers/dispatch/delivery.py",
        "return self._courier.clock() + CLOCK_SKEW < holds.at.minute_ends",
        "return True",
        ("turn-of-the-minute",),
    ),
    Mutant(
        "room that could not be renewed is given back again",
        "handlers/dispatch/delivery.py",
        "self.plan = before._replace(reservation=None)",
        "self.plan = before",
        tests=("dispatch/test_waits.py::test_room_that_could_not_be_renewed_is_given_back_once",),
    ),
    Mutant(
        "room of what may have been accepted is given back",
        "handlers/dispatch/delivery.py",
        "            if not self.is_open:\n                room.give_back",
        "            if True:\n                room.give_back",
        tests=("dispatch/test_waits.py::test_room_of_a_message_that_may_have_been_accepted_stays_used",),
    ),
    Mutant(
        "who takes over forgets that the question is open",
        "handlers/dispatch/delivery.py",
        "if plan.attempt.go.takes_over is not None and lease is not None:",
        "if False:",
        ("takeover-undeliverable",),
    ),
    Mutant(
        "an error after the request counts as not accepted",
        "handlers/dispatch/delivery.py",
        "return Settlement(Ending.UNKNOWN, settlement.reason) if self.is_open else settlement",
        "return settlement",
        tests=("dispatch/test_waits.py::test_an_error_of_ours_after_the_request_leaves_the_message_open",),
    ),
    Mutant(
        "an answer nested too deeply breaks the delivery",
        "handlers/common/partners/http.py",
        "    except Exception:\n        response.close()\n    finally:",
        "    except KeyError:\n        response.close()\n    finally:",
        tests=("common/partners/test_http.py",),
    ),
    Mutant(
        "a redirect counts as not accepted",
        "handlers/common/rules/outcomes.py",
        "or not (200 <= answer.status < 300 or 400 <= answer.status < 500):",
        "or answer.status >= 500:",
        ("answer-redirect", "answer-early-hints"),
    ),
    Mutant(
        "nothing is looked at after a wait",
        "handlers/dispatch/delivery.py",
        "if self._has_waited or courier.clock() - asked >= LONG_WAIT:",
        "if False:",
        ("stop-while-waiting",),
    ),
    Mutant(
        "a reminder is claimed whatever its meeting has become",
        "handlers/dispatch/storage/claims.py",
        'return [writes.check(required("TABLE_MEETINGS"), key, Condition(text, seen))]',
        "return []",
        ("reminders",),
    ),
    Mutant(
        "a meeting that its host has deleted is reminded of",
        "handlers/meetings/reading_back.py",
        "        if found.status is EventStatus.GONE:\n",
        "        if found.status is EventStatus.GONE:\n            return reminder\n",
        ("host-deletes",),
    ),
    Mutant(
        "who calls a meeting off in the calendar tells nobody",
        "handlers/meetings/cancellation.py",
        "    if meeting.cancelled_by is Side.HOST:",
        "    if False:",
        ("host-deletes",),
    ),
    Mutant(
        "a meeting that its host has moved stays where it was",
        "handlers/meetings/rules/moving.py",
        "        time=slot,\n",
        "        time=before,\n",
        ("host-moves",),
    ),
    Mutant(
        "whoever is to hear of a move is forgotten with the run",
        "handlers/meetings/rules/moving.py",
        "moved_from=(meeting.moved_from or before) if starts_anew else meeting.moved_from",
        "moved_from=None",
        tests=("meetings/test_reading_back.py",),
    ),
    Mutant(
        "what is read of an event outweighs what the contact does meanwhile",
        "handlers/meetings/reading_back.py",
        "        with suppress(ChangedError):\n            meetings.save(meeting, after)\n",
        "        with suppress(ChangedError):\n            meetings.save(meetings.get(meeting.meeting_id), after)\n",
        tests=("meetings/test_reading_back.py",),
    ),
    Mutant(
        "a host's answer is taken before the queue has it",
        "handlers/conversation/receiving.py",
        '    inbound.put([webhook_messages.link_used("attendance", token, _now())])\n',
        "    try:\n"
        '        inbound.put([webhook_messages.link_used("attendance", token, _now())])\n'
        "    except Exception:\n"
        '        logger.exception("attendance not queued")\n',
        ("no-show",),
    ),
    Mutant(
        "nobody came, and the meeting has taken place all the same",
        "handlers/meetings/attending.py",
        "        meetings.save(meeting, after)\n",
        "",
        ("no-show",),
    ),
    Mutant(
        "an answer about another version of a meeting counts",
        "handlers/meetings/rules/ending.py",
        "    if asked != attendance.version or meeting.status",
        "    if meeting.status",
        tests=("meetings/test_attendance.py",),
    ),
    Mutant(
        "one meeting stops all others",
        "handlers/meetings/rounds.py",
        '        except Exception as error:\n            logger.exception("meeting not served"',
        '        except ZeroDivisionError as error:\n            logger.exception("meeting not served"',
        ("bad-meeting",),
    ),
    Mutant(
        "one kept message stops its tenant",
        "handlers/dispatch/storage/backlog.py",
        "subject, now)\n    except (KeyError, ValueError) as error:",
        "subject, now)\n    except ZeroDivisionError as error:",
        tests=("dispatch/test_poison.py::test_a_kept_message_that_cannot_be_read_stops_nobody",),
    ),
    Mutant(
        "one message stops its batch",
        "handlers/dispatch/judging.py",
        "        except ContractError as error:\n            journal.bury",
        "        except ZeroDivisionError as error:\n            journal.bury",
        ("bad-queued-message",),
    ),
    Mutant(
        "one tenant stops all others",
        "handlers/release_contacts.py",
        "            except Exception:\n                logger.exception",
        "            except ZeroDivisionError:\n                logger.exception",
        ("bad-tenant",),
    ),
    Mutant(
        "the window for free text never closes",
        "handlers/dispatch/rules/whatsapp_bodies.py",
        "return now < last_wrote_at + WINDOW - WINDOW_MARGIN",
        "return True",
        ("window-closes", "window-closed"),
    ),
    Mutant(
        "a window that Meta knows to be closed is not forgotten",
        "handlers/dispatch/storage/settlements.py",
        "told = (*_close_address(attempt, settlement, at), *_forget_window(attempt, settlement))",
        "told = (*_close_address(attempt, settlement, at),)",
        tests=("dispatch/test_whatsapp_cloud.py",),
    ),
    Mutant(
        "a webhook that is repeated opens the window for what was too late",
        "handlers/dispatch/rendering.py",
        "is_window_open(wrote_at, now, attempt.facts.window_closed_at)",
        "is_window_open(wrote_at, now)",
        tests=("dispatch/test_closed_window.py",),
    ),
    Mutant(
        "a report on an earlier request sends a message once more",
        "handlers/dispatch/storage/holds.py",
        "return _of_request(standing, settlement.of_request)",
        "return standing",
        tests=("dispatch/test_reports.py",),
    ),
    Mutant(
        "a refused template closes the channel",
        "handlers/common/rules/retries.py",
        "Outcome.KIND_REFUSED: Ending.UNWRITABLE",
        "Outcome.KIND_REFUSED: Ending.CHANNEL_CLOSED",
        tests=("dispatch/test_whatsapp_cloud.py",),
    ),
    Mutant(
        "a template that is wrong fills the dead letters",
        "handlers/dispatch/rendering.py",
        "        except (TemplateError, LookupError) as error:",
        "        except ZeroDivisionError as error:",
        tests=("dispatch/test_unwritable.py",),
    ),
    Mutant(
        "whoever hears nothing for want of a template is nobody's",
        "handlers/dispatch/rendering.py",
        "Record(Status.SKIPPED if is_heard else Status.FAILED, NO_TEMPLATE)",
        "Record(Status.SKIPPED, NO_TEMPLATE)",
        tests=("dispatch/test_whatsapp_cloud.py",),
    ),
    Mutant(
        "a claim takes its message out of the backlog",
        "handlers/dispatch/storage/claims.py",
        "        **message_items.kept_fields(attempt.message, deadline + message_items.UNSETTLED),\n",
        "",
        tests=("dispatch/test_unsettled.py",),
    ),
    Mutant(
        "a message whose tries came to nothing waits for nobody",
        "handlers/dispatch/storage/settlements.py",
        "    return _tried_again(attempt, now) if settlement.ending is Ending.EXHAUSTED else {}",
        "    return {}",
        ("long-outage",),
    ),
    Mutant(
        "an event stays in the calendar of who has opted out",
        "handlers/conversation/ending.py",
        "    if not (meeting.stands(delivery.now) or meeting.to_withdraw or is_ours):",
        "    if not meeting.stands(delivery.now):",
        tests=(
            "conversation/test_handle_replies.py::test_a_calendar_that_is_out_keeps_nobody_from_leaving_and_its_event_goes_with_the_repeat",
        ),
    ),
    Mutant(
        "an offer goes out however long it has waited",
        "handlers/dispatch/rules/judgement.py",
        "is_over = meeting.first_slot < now + OFFERED_BEFORE",
        "is_over = False",
        tests=(
            "dispatch/rules/test_judgement.py::test_an_offer_that_has_waited_names_no_slot_that_is_about_to_begin",
        ),
    ),
    Mutant(
        "an opt-out that follows an opt-in is no news of a meeting",
        "handlers/meetings/calling.py",
        "if opted_in_at else reason.value",
        "if False else reason.value",
        tests=(
            "conversation/test_handle_replies.py::test_an_opt_out_without_words_that_follows_an_opt_in_is_a_humans_again",
        ),
    ),
    Mutant(
        "a link that stops the mails calls the meeting off",
        "handlers/conversation/ending.py",
        "    if delivery.reply.quiet and meeting.to_come(delivery.now) is not None:",
        "    if False:",
        tests=(
            "conversation/test_handle_replies.py::test_an_opt_out_without_words_leaves_a_meeting_that_is_agreed_to_a_human",
        ),
    ),
    Mutant(
        "who opts out does not hear that the meeting is off where a run was cut short",
        "handlers/conversation/ending.py",
        "meeting.to_withdraw or is_ours):",
        "meeting.to_withdraw):",
        tests=(
            "conversation/test_handle_replies.py::test_an_acknowledgement_names_the_meeting_although_another_run_has_finished_with_it",
        ),
    ),
    Mutant(
        "of two answers to a question both count",
        "handlers/conversation/storage/checks.py",
        "writes.update(contacts.table(), key, values, _unchanged(contact.check))",
        'writes.update(contacts.table(), key, values, Condition("attribute_exists(pk)"))',
        ("asked-back-yes", "asked-back-no"),
    ),
    Mutant(
        "who calls a meeting off is told after having come to an end",
        "handlers/conversation/ending.py",
        "        outbox.enqueue(copies.with_copy(messages.cancellation(meeting, *told), contact))\n",
        "        contacts.move(contact.contact_id, State.UNSUCCESSFUL, delivery.now, what, today=delivery.today)\n"
        "        outbox.enqueue(copies.with_copy(messages.cancellation(meeting, *told), contact))\n",
        ("cancel",),
    ),
    Mutant(
        "a question counts as read before it has arrived",
        "handlers/conversation/seen_checks.py",
        "return check if sending is not None and sending.had_arrived(delivery.wrote_at) else None",
        "return check",
        tests=("conversation/test_asking_back.py",),
    ),
    Mutant(
        "words answer a question although something else has arrived since",
        "handlers/conversation/seen_checks.py",
        "return not sendings.is_followed(person(delivery, contact), own, span)",
        "return True",
        tests=("conversation/test_asking_back.py", "conversation/test_one_conversation.py"),
    ),
    Mutant(
        "a yes about a meeting that has moved since is read as something new",
        "handlers/conversation/checking.py",
        "        return Understanding(Intent.UNKNOWN, contact.contact_id)\n",
        "        return None\n",
        tests=("conversation/test_asking_back.py",),
    ),
    Mutant(
        "a yes to a question that is closed is taken for interest",
        "handlers/conversation/seen_checks.py",
        "    return not _quotes_another(delivery, sending) and is_last(delivery, contact, check)\n",
        "    return False\n",
        tests=("conversation/test_asking_back.py",),
    ),
    Mutant(
        "whoever agrees that it is over is offered slots",
        "handlers/conversation/seen_checks.py",
        "(not is_yes and (booked or wanting.asks_to_meet(reply.text)))",
        "not is_yes",
        tests=("conversation/test_asking_back.py",),
    ),
    Mutant(
        "a courtesy is the end of it whatever was said last",
        "handlers/conversation/closing.py",
        "    return ends and (last.kind in _ENDS or (last.kind in _NOTED and courtesies.are_all(said)))\n",
        "    return True\n",
        tests=("conversation/test_closing.py",),
    ),
    Mutant(
        "who thanks for the news that a human is going to answer is asked about the offer",
        "handlers/conversation/closing.py",
        "    if waits and _waits_for_a_human(delivery, contact):\n        return True\n",
        "",
        tests=("conversation/test_closing.py",),
    ),
    Mutant(
        "who declines to come back is read as if nothing had been said",
        "handlers/conversation/closing.py",
        "declines = contact.state in FINAL_STATES and",
        "declines = False and",
        tests=("conversation/test_closing.py",),
    ),
    Mutant(
        "an ok to a human's words is a courtesy",
        "handlers/conversation/closing.py",
        "    return None if spoke_at is not None and last.at <= spoke_at <= delivery.wrote_at else last",
        "    return last",
        tests=("conversation/test_closing.py",),
    ),
    Mutant(
        "what a host writes in the thread is taken for the contact's",
        "handlers/conversation/colleagues.py",
        "not in team_addresses.of(tenant)",
        "in team_addresses.of(tenant)",
        tests=("conversation/test_colleagues.py",),
    ),
    Mutant(
        "a cancellation of an earlier meeting ends the one that is agreed by now",
        "handlers/conversation/rules/agreed/doubtful_requests.py",
        "agreed is not None and written < agreed.replace(microsecond=0)",
        "False",
        tests=("conversation/test_doubtful_requests.py",),
    ),
    Mutant(
        "a greeting moves a meeting",
        "handlers/conversation/rules/reading/stages.py",
        "    bearing.weigh(heard, probable, weights)\n",
        "",
        tests=("conversation/rules/intents/test_bearing.py",),
    ),
    Mutant(
        "whoever gives up something else cancels the meeting",
        "handlers/conversation/rules/intents/giving_up.py",
        "    if not given_up.OTHER_THINGS.search(said):\n        return False",
        "    return False",
        tests=("conversation/rules/intents/test_bearing.py",),
    ),
    Mutant(
        "whoever refuses another meeting loses the one that is booked",
        "handlers/conversation/rules/intents/giving_up.py",
        '    return ANOTHER_MEETING.sub(" ", said)',
        "    return said",
        tests=("conversation/rules/intents/test_bearing.py",),
    ),
    Mutant(
        "who did not cancel cancels, in English and Spanish",
        "handlers/conversation/rules/sentences/negation.py",
        '    rf"|\\b{_NEXT_TO_IT} ?$"\n',
        "",
        tests=("conversation/rules/intents/test_denials.py",),
    ),
    Mutant(
        "an order to stop that names another sender closes the address",
        "handlers/conversation/rules/intents/limited_orders.py",
        "    if other_channels.ANOTHER_CHANNEL.search(reply.said) or limited_orders.OF_ANOTHER.search(reply.said):",
        "    if other_channels.ANOTHER_CHANNEL.search(reply.said):",
        tests=("conversation/rules/intents/test_limited_orders.py",),
    ),
    Mutant(
        "an order to stop calling calls the meeting off",
        "handlers/conversation/rules/intents/limited_orders.py",
        "    if _is_of_one_channel(reply) or (reply.scheduled and _is_only_told(reply.said)):\n",
        "    if False:\n",
        tests=("conversation/rules/intents/test_limited_orders.py",),
    ),
    Mutant(
        "a question about one's own data is taken for an opt-out",
        "handlers/conversation/rules/intents/denials.py",
        "    if data_demands.only_asks(said) or asks_to_leave_later(said) or passes_on:\n",
        "    if asks_to_leave_later(said) or passes_on:\n",
        tests=("conversation/rules/intents/test_data_demands.py",),
    ),
    Mutant(
        "a complaint after an opt-out is taken for its repeat",
        "handlers/conversation/ending.py",
        "    return said_before\n",
        "    return False\n",
        tests=(
            "conversation/test_handle_replies.py::test_a_complaint_after_an_opt_out_calls_a_human_and_a_repeat_nobody",
        ),
    ),
    Mutant(
        "whoever cancels and promises to come back is sent other times",
        "handlers/conversation/rules/intents/promised_later.py",
        "    return bool(sees_to_it) or affirmed(promised_later.COMES_BACK, part)",
        "    return False",
        tests=("conversation/rules/intents/test_promised_later.py",),
    ),
    Mutant(
        "whoever waits in an empty room is answered by nothing",
        "handlers/conversation/handing_over.py",
        " or (None if certain else Attention.UNCLEAR_REPLY)",
        "",
        tests=("conversation/rules/intents/test_bearing.py", "conversation/test_handle_replies.py"),
    ),
    Mutant(
        "a number that answers a human chooses of the offer before",
        "handlers/conversation/storage/sendings.py",
        "return bool(humans) and (not agents or max(agents) <= max(humans))",
        "return False",
        tests=("conversation/test_human_words.py",),
    ),
    Mutant(
        "what is a yes and a no to a question is read as if nothing had been asked",
        "handlers/conversation/checking.py",
        "return Understanding(Intent.UNKNOWN, contact.contact_id) if is_both else None",
        "return None",
        tests=("conversation/test_asking_back.py::test_what_is_a_yes_and_a_no_is_a_humans",),
    ),
    Mutant(
        "an order that answers a human ends the meeting",
        "handlers/conversation/human_words.py",
        "not (ends or open_words.agrees(text, reading))",
        "not open_words.agrees(text, reading)",
        tests=("conversation/test_human_words.py::test_an_end_that_names_no_meeting_answers_a_human",),
    ),
    Mutant(
        "an order beside a question that waits for a human ends the meeting",
        "handlers/conversation/human_words.py",
        "    return replace(reading, certain=False) if awaits else reading\n",
        "    return reading\n",
        tests=(
            "conversation/test_human_words.py::test_an_end_that_names_no_meeting_is_asked_back_while_a_question_waits_for_a_human",
        ),
    ),
    Mutant(
        "the hour at which to call is booked",
        "handlers/conversation/human_words.py",
        "if open_words.may_be_of_a_call(text, reading) and _waits_for_a_call(delivery, contact):",
        "if False:",
        tests=("conversation/test_human_words.py::test_a_time_behind_a_wish_to_be_called_is_a_humans",),
    ),
    Mutant(
        "whoever declines a human's notices has opted out",
        "handlers/conversation/human_words.py",
        "return replace(reading, certain=False) if is_likely else reading",
        "return reading",
        tests=(
            "conversation/test_human_words.py::test_an_opt_out_that_names_no_messages_is_no_certain_one_after_a_humans_words",
        ),
    ),
    Mutant(
        "a question names less than a yes ends",
        "handlers/conversation/questioning.py",
        "[] if intent is Intent.CANCEL else persons.others(contact)",
        "[]",
        tests=("conversation/test_one_conversation.py",),
    ),
    Mutant(
        "the message that is answered outweighs the meeting that a request names",
        "handlers/conversation/referents.py",
        "    if intent is None:\n        return",
        "    if True:\n        return",
        tests=("conversation/test_one_conversation.py",),
    ),
    Mutant(
        "a refusal of one campaign is taken for one of the meeting with another",
        "handlers/conversation/beside_meetings.py",
        "if intent not in REQUESTS and unbooked.intent in ANSWERS:",
        "if intent in REQUESTS and unbooked.intent in ANSWERS:",
        tests=("conversation/test_one_conversation.py",),
    ),
    Mutant(
        "a wish for other slots than were offered moves another campaign's meeting",
        "handlers/conversation/beside_meetings.py",
        "intent is Intent.RESCHEDULE and offered is not None and named_meetings.is_about_offer(text)",
        "False",
        tests=("conversation/test_one_conversation.py",),
    ),
    Mutant(
        "a person is offered the hour at which another host meets them",
        "handlers/meetings/offering.py",
        ", *guest.busy]",
        "]",
        tests=("meetings/test_schedule_meeting.py",),
    ),
    Mutant(
        "a person is booked for the hour at which another host meets them",
        "handlers/meetings/confirming.py",
        "if any(slot.overlaps(each) for each in engagements",
        "if False and any(slot.overlaps(each) for each in engagements",
        tests=("meetings/test_confirm_meeting.py",),
    ),
    Mutant(
        "words that call a campaign without a meeting end the meeting of another one",
        "handlers/conversation/referents.py",
        "        return _called(delivery, called, known)\n    return _meant",
        "        pass\n    return _meant",
        tests=("conversation/test_one_conversation.py",),
    ),
    Mutant(
        "a choice that calls another campaign is booked",
        "handlers/conversation/bounds.py",
        "so_far.reading.chooses and naming.calls_another(so_far.delivery, contact)",
        "False",
        tests=("conversation/test_one_conversation.py",),
    ),
    Mutant(
        "a refusal of one campaign by its name ends the others",
        "handlers/conversation/ending.py",
        "(is_called and other.is_written) or ",
        "",
        tests=("conversation/test_one_conversation.py",),
    ),
    Mutant(
        "the time to which a meeting is to be moved names another one",
        "handlers/conversation/rules/agreed/named_meetings.py",
        'naming.ELSEWHERE.sub(r" \\g<which> ", said)',
        "said",
        tests=("conversation/test_one_conversation.py",),
    ),
    Mutant(
        "a confirmation is interest in another campaign's offer that is over",
        "handlers/conversation/beside_meetings.py",
        "reading.intent is Intent.INTERESTED and confirming.confirms(text)",
        "False",
        tests=("conversation/test_one_conversation.py",),
    ),
    Mutant(
        "an opt-out leaves the meetings that are known by another address",
        "handlers/conversation/leaving.py",
        "own = {contact.contact_id, *(each.contact_id for each in rules.same_as(contact, known.values()))}",
        "own = {contact.contact_id}",
        tests=("conversation/test_one_conversation.py",),
    ),
    Mutant(
        "two people of one list with one mailbox are one person",
        "handlers/common/rules/persons.py",
        "    if one.campaign_id == other.campaign_id:\n        return False\n",
        "    if set(one.addresses) & set(other.addresses):\n        return True\n",
        tests=("conversation/test_two_people.py",),
    ),
    Mutant(
        "nobody is called for whom another's opt-out cuts off",
        "handlers/conversation/ending.py",
        "    for each in reach.cut_off:",
        "    for each in reach.cut_off[:0]:",
        tests=("conversation/test_two_people.py",),
    ),
    Mutant(
        "an answer is booked that a closed address keeps from being told",
        "handlers/conversation/answering.py",
        "    if _is_out(delivery, contact) or _is_closed(contact):",
        "    if _is_out(delivery, contact):",
        tests=("conversation/test_two_people.py",),
    ),
    Mutant(
        "what a closed address keeps from who waits for it is nobody's",
        "handlers/dispatch/rules/judgement.py",
        "        if is_awaited and not facts.message.step.is_copy:",
        "        if False:",
        tests=("dispatch/rules/test_judgement.py",),
    ),
    Mutant(
        "who shares an address with somebody who is away is away",
        "handlers/conversation/noting.py",
        "    return {*delivery.forms, *(each for each in mains if each)}\n",
        "    return {*delivery.forms, *(each for each in mains if each), *contact.addresses}\n",
        tests=("conversation/test_two_people.py",),
    ),
    Mutant(
        "an absence is that of the contact whom it answers alone",
        "handlers/conversation/noting.py",
        "    mains = (each.main_address for each in persons.of(contact))\n",
        "    mains = (contact.main_address,)\n",
        tests=("conversation/test_two_people.py",),
    ),
    Mutant(
        "an absence is looked at for one of the person's meetings",
        "handlers/conversation/absences.py",
        "for each in persons.of(contact):",
        "for each in persons.of(contact)[:1]:",
        tests=("conversation/test_one_conversation.py",),
    ),
    Mutant(
        "other campaigns write to whoever is asked back",
        "handlers/dispatch/rules/person.py",
        "yield self.asked_until and min(",
        "yield None and min(",
        tests=("dispatch/rules/test_judgement.py",),
    ),
    Mutant(
        "whoever has answered is not written to for a week",
        "handlers/conversation/storage/checks.py",
        "if by is not None and address.asked_by == by]",
        "if by is None and address.asked_by == by]",
        tests=("conversation/test_asking_back.py",),
    ),
    Mutant(
        "a person is announced before a human was called",
        "handlers/conversation/handing_over.py",
        "    delivery.call_human(reason, contact, detail)\n",
        "    handover.tell(contact, delivery.correlation_id, delivery.now, delivery.reply.channel)\n"
        "    delivery.call_human(reason, contact, detail)\n",
        tests=("conversation/test_asking_back.py",),
    ),
    Mutant(
        "whatever keeps a meeting is answered by nobody",
        "handlers/conversation/handing_over.py",
        "None if reason is None else call_human",
        "None if reason is None or delivery else call_human",
        tests=(
            "conversation/test_handle_replies.py::test_a_wish_beside_a_meeting_is_a_humans_and_an_assent_nobodys",
        ),
    ),
    Mutant(
        "the notice of a program swallows what the person says beside it",
        "handlers/conversation/rules/reading/turn_readings.py",
        "return tuple(each for each in said if not is_notice(each)) or tuple(said)",
        "return tuple(said)",
        tests=(
            "conversation/test_turns.py::test_the_notice_of_a_program_takes_nothing_from_what_the_person_says",
        ),
    ),
    Mutant(
        "words beside an absence are seen by nobody",
        "handlers/conversation/rules/reading/turn_readings.py",
        "return agreed if is_all else replace(agreed, certain=False)",
        "return agreed",
        tests=("conversation/test_turns.py::test_words_beside_an_absence_are_a_humans",),
    ),
    Mutant(
        "what one message says beside an absence is seen by nobody",
        "handlers/conversation/rules/reading/stages.py",
        "return beside_an_absence.considered(text, reading, context, partial(_read, context=context))",
        "return reading",
        tests=("conversation/rules/absences/test_beside_an_absence.py",),
    ),
    Mutant(
        "a slot is booked in the time of the absence",
        "handlers/conversation/rules/absences/beside_an_absence.py",
        "and not _is_meanwhile(alone, days, context)",
        "",
        tests=("conversation/rules/absences/test_beside_an_absence.py",),
    ),
    Mutant(
        "an absence that begins after the meeting covers it",
        "handlers/conversation/absences.py",
        "begins <= agreed.start < back",
        "agreed.start < back",
        tests=(
            "conversation/test_handle_replies.py::test_an_absence_that_begins_after_the_meeting_calls_nobody",
        ),
    ),
    Mutant(
        "thanks for a question about the meeting are taken for its answer",
        "handlers/conversation/bounds.py",
        "if delivery.reply.attached or evades else",
        "if delivery.reply.attached else",
        tests=(
            "conversation/test_asking_back.py::test_thanks_for_a_question_about_the_meeting_are_a_humans",
        ),
    ),
    Mutant(
        "whoever does not answer a question about the meeting is reminded of it, and no human learns of that",
        "handlers/meetings/reminding.py",
        "            _call_if_in_doubt(reminder, clock, this)\n",
        "",
        tests=(
            "meetings/test_send_reminders.py::test_a_human_learns_once_that_a_question_about_the_meeting_has_no_answer",
        ),
    ),
    Mutant(
        "a question that no reminder follows waits for an answer alone",
        "handlers/conversation/answering.py",
        "            or checking.call_in_time(*asked)\n",
        "",
        tests=(
            "conversation/test_asking_back.py::test_a_question_that_no_reminder_follows_is_a_humans_at_once",
        ),
    ),
    Mutant(
        "an absence that a model sees in what somebody types is answered by nobody",
        "handlers/conversation/rules/reading/model_answers.py",
        "Intent.SLOT_CHOICE, Intent.OUT_OF_OFFICE}",
        "Intent.SLOT_CHOICE}",
        tests=("conversation/test_last_stage.py::test_an_absence_that_somebody_types_is_a_humans",),
    ),
    Mutant(
        "the team is mailed for each word",
        "handlers/attention/storage/entries.py",
        "attribute_exists(#waitingSince) AND attribute_not_exists(#mail)",
        "attribute_exists(#waitingSince)",
        ("human-needed",),
    ),
    Mutant(
        "a call for a human is forgotten where there is an entry",
        "handlers/attention/storage/entries.py",
        "    held = writes.refusal(added)\n",
        '    held = {"words": {word_id: {}}}\n',
        ("human-needed",),
    ),
    Mutant(
        "a word that meets a closing entry is lost",
        "handlers/attention/storage/entries.py",
        "    if held == {}:\n        raise ChangedError\n",
        "    if held == {}:\n        return\n",
        tests=("attention/test_notify_team.py",),
    ),
    Mutant(
        "the alarm rings for the first overdue entry alone",
        "handlers/attention/storage/entries.py",
        "    return sum(order > _order(rang) for order in overdue) if now - rang >= RINGS_EVERY else 0\n",
        "    return 0\n",
        tests=("dispatch/test_overdue.py",),
    ),
    Mutant(
        "what becomes overdue while the alarm rings is heard by nobody",
        "handlers/attention/storage/entries.py",
        " if now - rang >= RINGS_EVERY else 0\n",
        "\n",
        tests=("dispatch/test_overdue.py",),
    ),
    Mutant(
        "the agent speaks while a human talks",
        "handlers/conversation/quieting.py",
        "    if until is None or delivery.now >= until:",
        "    if True:",
        ("human-talks",),
    ),
    Mutant(
        "a person's words do not let the talk go on",
        "handlers/conversation/quieting.py",
        "    talks.prolong(person, delivery.now + timedelta(hours=delivery.tenant.humanHours))\n",
        "    talks.prolong(person, delivery.now)\n",
        ("human-talks",),
    ),
    Mutant(
        "a talk is unknown to contacts that a list brings meanwhile",
        "handlers/dispatch/rules/person.py",
        "_latest((contact.human_until, *(each.human_until for each in known))),",
        "contact.human_until,",
        tests=("dispatch/rules/test_judgement.py",),
    ),
    Mutant(
        "a follow-up goes out while an answer waits to be read",
        "handlers/conversation/turns.py",
        "statements.run([*saving, *_unread(planned, deliveries)])",
        "statements.run(saving)",
        tests=("conversation/test_turns.py",),
    ),
    Mutant(
        "who is away is given up where the notice was another campaign's",
        "handlers/dispatch/giving_up.py",
        "(person.unread_until, person.asked_until, back)",
        "(person.unread_until, person.asked_until)",
        tests=("dispatch/test_silence.py",),
    ),
    Mutant(
        "a follow-up that was on its way goes out after an answer",
        "handlers/dispatch/storage/claims.py",
        """Where('"state" = ? AND nextStep IN [?, ?]', (State.CONTACTED.value, *steps))""",
        "in_state(State.CONTACTED)",
        tests=("dispatch/test_silence.py",),
    ),
    Mutant(
        "other campaigns follow up whoever has answered one",
        "handlers/conversation/noting.py",
        "            contacts.end_silence(contact_id)\n",
        "            pass\n",
        tests=("conversation/test_one_conversation.py",),
    ),
    Mutant(
        "a talk is handed back with the contacts and not with the addresses",
        "handlers/common/storage/talks.py",
        "    for key in _keys(list(person)):\n        writes.made(writes.update(contacts.table(), key, {}, there",
        "    for key in _keys(list(person))[:1]:\n        writes.made(writes.update(contacts.table(), key, {}, there",
        tests=("conversation/test_quiet.py",),
    ),
    Mutant(
        "whoever was answered by a human is not told of the next one",
        "handlers/common/storage/talks.py",
        "later, spoken, remove=contacts.HANDED_OVER)",
        "later)",
        tests=("conversation/test_quiet.py",),
    ),
    Mutant(
        "a yes to a human is taken for one to the agent",
        "handlers/conversation/seen_checks.py",
        "    if contact.is_with_human(delivery.now):\n",
        "    if contact.is_with_human(delivery.wrote_at) and contact.blocked:\n",
        tests=("conversation/test_quiet.py",),
    ),
    Mutant(
        "an event whose id was never learnt stays in the calendar",
        "handlers/meetings/rules/meeting.py",
        "((meeting.entry,) if meeting.entry else ())",
        "((meeting.entry,) if meeting.entry and meeting.entry.event_id else ())",
        tests=("meetings/test_confirm_meeting.py",),
    ),
    Mutant(
        "a plan of departures is refused by itself",
        "handlers/dispatch/storage/departures.py",
        'Condition(text, {"seen": seen.revision}, own={"run": run})',
        'Condition(text, {"seen": seen.revision})',
        tests=("dispatch/storage/test_departures.py",),
    ),
    Mutant(
        "an unknown message is recorded before a human is called",
        "handlers/dispatch/journal.py",
        "        if not needy or self.ledger.raise_events():\n            return list(settled)",
        "        if True:\n            return list(settled)",
        ("lost-answer",),
    ),
    Mutant(
        "who asks and is not reached is nobody's",
        "handlers/dispatch/news.py",
        "    return Attention.MESSAGE_FAILED if message.kind in ANSWERING_KINDS else None",
        "    return None",
        ("answer-undeliverable",),
    ),
    Mutant(
        "an answer that is reported to have failed is nobody's",
        "handlers/dispatch/reports.py",
        "    return journal.calls(message, case.told, case.reason) or bool(case.problem)",
        "    return bool(case.problem)",
        ("answer-reported-failed",),
    ),
    Mutant(
        "a contact's end is kept under the key of its message's",
        "handlers/dispatch/storage/changes.py",
        '{"from": before, "to": target}, follows=True)',
        '{"from": before, "to": target})',
        ("answer-undeliverable",),
    ),
    Mutant(
        "a channel stays undeliverable although the person writes on it",
        "handlers/conversation/noting.py",
        "    return contact.undeliverable_on - {reply.channel} if is_own else contact.undeliverable_on",
        "    return contact.undeliverable_on",
        tests=(
            "conversation/test_handle_replies.py::test_a_channel_on_which_the_person_writes_can_be_answered_on",
        ),
    ),
    Mutant(
        "who is away before the first message is recorded is not followed up",
        "handlers/dispatch/storage/settlements.py",
        '    if found.get("absentUntil"):',
        "    if False:",
        tests=(
            "dispatch/test_endings.py::test_an_automatic_reply_that_comes_before_the_record_leaves_the_follow_ups",
        ),
    ),
    Mutant(
        "who answers while they are given up is given up",
        "handlers/dispatch/storage/silences.py",
        '_WAITS = "#nextStep = :silence AND',
        '_WAITS = "attribute_exists(pk) OR #nextStep = :silence AND',
        ("silence",),
    ),
    Mutant(
        "who turns out to be away while they are given up is given up",
        "handlers/dispatch/storage/silences.py",
        'f"{_WAITS} AND #updatedAt = :updated", {**seen, "updated": silent.updated_at}',
        "_WAITS, seen",
        ("silence",),
    ),
    Mutant(
        "a follow-up whose claim was made unheard is taken for overtaken",
        "handlers/dispatch/storage/claims.py",
        '    steps = (attempt.message.step, following["nextStep"])\n',
        "    steps = (attempt.message.step, attempt.message.step)\n",
        ("unknown-follow-up",),
    ),
    Mutant(
        "who is given up is so before it is on record",
        "handlers/dispatch/storage/silences.py",
        "writes.transact([*ends, _counted(tenant, group, now)])",
        "[writes.made(end) for end in ends]\n        writes.transact([_counted(tenant, group, now)])",
        ("silence",),
    ),
    Mutant(
        "who is away is given up at the return",
        "handlers/common/rules/silence.py",
        "return self._end(back) if step == SILENCE else back",
        "return back",
        tests=("common/rules/test_silence.py",),
    ),
    Mutant(
        "silence is counted in calendar days",
        "handlers/common/rules/hours.py",
        "left -= day.isoweekday() in self.weekdays and day not in self.off",
        "left -= 1",
        tests=("common/rules/test_silence.py",),
    ),
    Mutant(
        "who waits for a follow-up that was put off is given up",
        "handlers/dispatch/storage/changes.py",
        "    if facts.message.kind is not Kind.FOLLOW_UP:\n        return []\n    following",
        "    if facts.message.kind:\n        return []\n    following",
        tests=("dispatch/test_silence.py",),
    ),
    Mutant(
        "a host's reminder is taken for another run's",
        "handlers/meetings/storage/meetings.py",
        'return is_own and held["remindersDone"].get(name) == outcome',
        "return False",
        tests=(
            "meetings/test_send_reminders.py::test_a_host_is_mailed_although_the_answer_of_the_claim_was_lost",
        ),
    ),
    Mutant(
        "a host's reminder that a cancellation overtakes is never ended",
        "handlers/meetings/storage/meetings.py",
        'f"#reminderOwner_{name} = :owner AND attribute_exists({record})", {"owner": owner}',
        'f"#reminderOwner_{name} = :owner AND #version = :seen", {"owner": owner, "seen": meeting.version}',
        ("reminders", "booking"),
    ),
    Mutant(
        "who closes a channel does not know it",
        "handlers/dispatch/storage/channels.py",
        'due = Condition(text, {"now": keys.instant(now)}, own={"run": run})',
        'due = Condition(text, {"now": keys.instant(now)})',
        tests=("dispatch/storage/test_channels.py",),
    ),
    Mutant(
        "a booking that is completed after an opt-out without words is called off",
        "handlers/meetings/cancellation.py",
        "    if contact is not None and ending.outlasts(meeting, contact.state, now):",
        "    if False:",
        tests=(
            "meetings/test_confirm_meeting.py::test_a_booking_that_is_completed_after_an_opt_out_without_words_stands_and_a_human_is_called",
        ),
    ),
    Mutant(
        "a host's silence completes a meeting whose contact has not heard that other slots are over",
        "handlers/meetings/closing.py",
        " or _may_be_moved(meeting, now)",
        "",
        tests=(
            "meetings/test_attendance.py::test_silence_completes_no_meeting_while_its_contact_has_yet_to_hear_that_other_slots_are_over",
        ),
    ),
    Mutant(
        "a calendar that is out keeps the confirmation back",
        "handlers/meetings/confirming.py",
        "            self._tell_contact(meeting)\n            count",
        "            count",
        tests=("meetings/test_confirm_meeting.py",),
    ),
    Mutant(
        "a reply is known by its messageId alone",
        "handlers/conversation/rules/inbound/incoming.py",
        "parts = (self.tenantId, self.channel, self.addresses[0], self.messageId)",
        "parts = (self.tenantId, self.messageId)",
        tests=(
            "conversation/test_handle_replies.py::test_replies_of_one_contact_by_two_channels_with_one_message_id_are_two_replies",
        ),
    ),
    Mutant(
        "a reply is new only to its tenant",
        "handlers/conversation/storage/replies.py",
        '{"pk": keys.address_pk(reply.tenantId, address), "sk"',
        '{"pk": keys.tenant_pk(reply.tenantId), "sk"',
        ("one-id-for-two",),
    ),
    Mutant(
        "a request that is put again is another request",
        "handlers/conversation/delivery.py",
        '{"requestId": self.correlation_id, "channel"',
        '{"channel"',
        tests=(
            "conversation/test_handle_replies.py::test_a_repeat_after_a_lost_answer_of_the_bus_asks_for_the_same_thing_under_the_same_id",
        ),
    ),
    Mutant(
        "a repeated lost choice closes the next offer",
        "handlers/meetings/rules/booking.py",
        "    if choice.choice_id in meeting.earlier_choices:\n        return ChoiceAction.NOTHING\n",
        "",
        tests=("meetings/rules/test_booking.py::test_a_repeat_of_a_choice_before_the_last_one_is_nothing",),
    ),
    Mutant(
        "a choice that comes after the offer is over is turned down",
        "handlers/meetings/rules/booking.py",
        "return offer is not None and choice.slot in offer.slots and now < choice.slot.start",
        "return offer is not None and choice.slot in offer.slots and choice.chosen_at < offer.expires_at",
        ("late-choice",),
    ),
    Mutant(
        "the agreed time is booked anew",
        "handlers/meetings/rules/booking.py",
        "        if _stands_at(meeting, choice.slot) and now < choice.slot.start:\n",
        "        if False:\n",
        tests=("meetings/rules/test_booking.py::test_the_agreed_time_chosen_beside_other_slots_is_kept",),
    ),
    Mutant(
        "the time that is given for another one is asked for",
        "handlers/conversation/rules/wishes/wanted_times.py",
        'said = swapped_times.wanted(_NO_TIME.sub(" ", slot_words.COURTESY.sub(" ", said)))',
        'said = _NO_TIME.sub(" ", slot_words.COURTESY.sub(" ", said))',
        tests=(
            "conversation/rules/wishes/test_wanted_times.py::test_a_time_that_is_given_for_another_is_not_asked_for",
        ),
    ),
    Mutant(
        "an option that is dropped while a meeting is moved ends the meeting",
        "handlers/conversation/rules/agreed/doubtful_requests.py",
        "    if reading.intent in _REQUESTS and dropped is Dropped.SLOTS:\n",
        "    if False:\n",
        tests=("conversation/test_seen_offers.py",),
    ),
    Mutant(
        "who quotes an earlier offer and wants others hears nothing",
        "handlers/conversation/seen_offers.py",
        "    return meant if is_last else seen(contact, meeting, written) or meant",
        "    return meant",
        tests=("conversation/test_seen_offers.py",),
    ),
    Mutant(
        "one of several earlier lists is guessed",
        "handlers/conversation/rules/dialogue/earlier_offers.py",
        "    if len(offers) != 1:\n        return None\n    (offer,) = offers\n",
        "    offer = offers[0]\n",
        tests=("conversation/rules/dialogue/test_earlier_offers.py",),
    ),
    Mutant(
        "who confirmed before the host's news came wants another hour",
        "handlers/conversation/let_down.py",
        '    if news is None or news.status == "sending":\n        return True\n',
        "    if news is not None:\n        return False\n",
        tests=("conversation/test_seen_offers.py",),
    ),
    Mutant(
        "another offer takes the place of the agreed time",
        "handlers/meetings/rules/meeting.py",
        "status=MeetingStatus.CONFIRMED if is_agreed else MeetingStatus.PROPOSED,",
        "status=MeetingStatus.PROPOSED,",
        ("left-unanswered",),
    ),
    Mutant(
        "an offer is over and nobody hears of it",
        "handlers/meetings/closing.py",
        "            outbox.enqueue([lapse])\n",
        "            pass\n",
        ("left-unanswered",),
    ),
    Mutant(
        "a host is not asked once other slots beside the meeting have lapsed",
        "handlers/meetings/rules/ending.py",
        "    return max(agreed.end, meeting.expires_at) if has_others else agreed.end\n",
        "    return agreed.end\n",
        tests=(
            "meetings/test_attendance.py::test_a_host_has_the_day_after_the_end_of_other_slots_beside_the_meeting",
        ),
    ),
    Mutant(
        "a meeting that has begun while its message waited stands",
        "handlers/dispatch/rendering.py",
        " | passing.over(message.variables, now)",
        "",
        tests=(
            "dispatch/test_send_messages.py::test_what_stands_is_said_as_it_is_when_the_message_goes_out",
        ),
    ),
    Mutant(
        "a host may not move one meeting right beside another",
        "handlers/meetings/reading_back.py",
        "        close = replace(after, buffer_minutes=0)\n",
        "        close = after\n",
        tests=("meetings/test_reading_back.py::test_the_host_may_move_one_right_beside_another",),
    ),
    Mutant(
        "a meeting whose buffer was given up is saved as it was read before",
        "handlers/meetings/storage/meetings.py",
        'f"#version = :before AND #bufferMinutes = :buffer{no_entry}", as_read',
        'f"#version = :before{no_entry}", {"before": before.version}',
        tests=(
            "meetings/test_reading_back.py::test_one_that_loses_its_buffer_meanwhile_is_decided_about_anew",
        ),
    ),
    Mutant(
        "an offer beside a time that has passed is over and nobody hears of it",
        "handlers/meetings/storage/finding.py",
        "        if meeting.awaits_choice and not meeting.on_offer(now):\n",
        "        if meeting.awaits_choice and not meeting.on_offer(now) and meeting.stands(now):\n",
        tests=(
            "meetings/test_send_reminders.py::test_the_end_of_an_offer_beside_a_time_that_has_passed_is_told_although_the_run_was_cut_short",
        ),
    ),
    Mutant(
        "of two people with one mailbox one hears that the offer is over",
        "handlers/meetings/closing.py",
        "    return any(each.contact_id in told for each in persons.others(contact))\n",
        "    return True\n",
        tests=(
            "meetings/test_send_reminders.py::test_two_people_with_one_mailbox_are_told_and_one_person_of_two_campaigns_once",
        ),
    ),
    Mutant(
        "who loses a slot where there is no other hears nothing",
        "handlers/meetings/scheduling.py",
        "        self._enqueue(messages.slot_lost(exhausted, *told, self.request.channel), exhausted)\n",
        "        assert told\n",
        tests=(
            "meetings/test_schedule_meeting.py::test_who_loses_a_slot_where_no_other_exists_hears_so_once_however_lately_of_a_person",
        ),
    ),
    Mutant(
        "who was told of a time that the calendar refuses later hears no more of it",
        "handlers/meetings/giving_back.py",
        "        told = [(Event.MEETING_CANCELLED, withdrawn), *told]\n",
        "        assert withdrawn\n",
        ("calendar-refuses-later",),
    ),
    Mutant(
        "an invitation to a time that the calendar refuses later is never taken back",
        "handlers/meetings/rules/copies.py",
        '    return with_copy(message.model_copy(update={"invitation": off}), contact)\n',
        '    return [message.model_copy(update={"invitation": off})]\n',
        ("calendar-refuses-later",),
    ),
    Mutant(
        "what a calendar refuses later is forgotten with the run",
        "handlers/meetings/rules/offers.py",
        "        refused=known,\n",
        "        refused=None,\n",
        ("calendar-refuses-later",),
    ),
    Mutant(
        "slots of chance for whoever asks for a time",
        "handlers/meetings/rules/slots.py",
        "    if preferred:\n        return _nearest(",
        "    if not free:\n        return _nearest(",
        tests=("meetings/rules/test_slots.py",),
    ),
    Mutant(
        "a slot is taken where the host has just moved the meeting there",
        "handlers/meetings/entries.py",
        "        if at is not None and at != former.time and at.overlaps(wanted.time):",
        "        if at is None and former.time.overlaps(wanted.time):",
        tests=(
            "meetings/test_confirm_meeting.py::test_a_slot_is_not_refused_for_the_event_that_the_host_has_moved_there_and_is_for_another_one_beside_it",
        ),
    ),
    Mutant(
        "who leaves several slots is asked nothing",
        "handlers/conversation/answering.py",
        "    if understanding.asks_which:\n",
        "    if understanding.certain and understanding.asks_which:\n",
        ("unclear-choice",),
    ),
    Mutant(
        "who is unclear again is asked again which slot is meant",
        "handlers/conversation/which_slot.py",
        "    return sendings.read(contact.contact_id, Step.which_slot(meeting.meeting_id, offer.round)) is None",
        "    return Step.which_slot(meeting.meeting_id, offer.round) is not None",
        tests=("conversation/test_which_slot.py::test_who_is_unclear_once_more_is_a_humans",),
    ),
    Mutant(
        "beside a meeting that stands it is asked which other slot is meant",
        "handlers/conversation/which_slot.py",
        "    if contact.open_check is not None or meeting.to_come(delivery.now) is not None:",
        "    if contact.open_check is not None:",
        tests=(
            "conversation/test_which_slot.py::test_beside_a_meeting_that_stands_nobody_is_asked_which_other_slot_is_meant",
        ),
    ),
    Mutant(
        "who has still to decide is asked which slot it is",
        "handlers/conversation/rules/reading/open_choices.py",
        "    return any(each.search(said) for each in _PENDING)",
        "    return not said",
        tests=("conversation/rules/reading/test_open_choices.py",),
    ),
    Mutant(
        "who quotes the question which slot is meant means the latest offer",
        "handlers/conversation/seen_offers.py",
        "    named = _of_message(sent, quoted) or _asked_about(contact, meeting, quoted) if quoted else None",
        "    named = _of_message(sent, quoted) if quoted else None",
        tests=(
            "conversation/test_which_slot.py::test_who_quotes_the_question_means_its_offer_although_another_has_come_since",
        ),
    ),
    Mutant(
        "who has opted out loses the meeting by what merely resembles an opt-out",
        "handlers/conversation/checking.py",
        "        return contact.state is State.OPTED_OUT and not ending.calls_off(delivery, contact)\n",
        "        return contact.state is State.OPTED_OUT\n",
        tests=(
            "conversation/test_handle_replies.py::test_who_has_used_the_link_loses_the_meeting_by_a_plain_order_alone",
        ),
    ),
    Mutant(
        "who is served by us refuses",
        "handlers/conversation/rules/intents/customers.py",
        "    return affirmed(customers.CUSTOMER, said)\n",
        "    return False\n",
        tests=("conversation/rules/intents/test_customers.py",),
    ),
    Mutant(
        "a request in the words of a statement is heard by nobody",
        "handlers/conversation/rules/sentences/requests.py",
        "    requested_beside.REQUESTED,\n",
        "",
        tests=("conversation/rules/beside/test_asked_beside.py",),
    ),
    Mutant(
        "who counts on a meeting that was called off only repeats the opt-out",
        "handlers/conversation/rules/beside/beside_an_opt_out.py",
        " or _counts_on_a_meeting(said)\n",
        "\n",
        tests=("conversation/rules/beside/test_beside_an_opt_out.py",),
    ),
    Mutant(
        "a threat with the law is heard by nobody",
        "handlers/conversation/rules/beside/beside_an_opt_out.py",
        "    return beside_an_opt_out.GOES_TO_LAW.search(own_sentences.of(text)) is not None\n",
        "    return False\n",
        tests=("conversation/rules/beside/test_beside_an_opt_out.py",),
    ),
    Mutant(
        "an order to stop beside something that is wanted closes the address at once",
        "handlers/conversation/rules/intents/limited_orders.py",
        "    if affirmed(beside_a_wish.GIVE_INSTEAD, reply.said) or _is_of_one_place(reply.said):\n",
        "    if False:\n",
        tests=("conversation/rules/intents/test_opt_out_wishes.py",),
    ),
    Mutant(
        "a slot that is not to be booked yet is booked",
        "handlers/conversation/rules/choices/holds.py",
        "_HOLDS = (*no_choice.HELD, held_back.HELD_BACK)\n",
        "_HOLDS = no_choice.HELD\n",
        tests=("conversation/rules/choices/test_held_back.py",),
    ),
    Mutant(
        "an absence beside a bare day books the day",
        "handlers/conversation/rules/absences/beside_an_absence.py",
        "        if not is_all(text) or _is_back_before(reading, _days(text, context), context):\n",
        "        if True:\n",
        tests=("conversation/rules/agreed/test_left_standing.py",),
    ),
    Mutant(
        "a polite no to the time that the host has moved to is met by silence",
        "handlers/conversation/rules/agreed/old_times.py",
        "    return _is_heard_last(meeting) and keeping.REFUSES.search(portuguese.words(text)) is not None\n",
        "    return False\n",
        tests=("conversation/rules/agreed/test_old_times.py",),
    ),
    Mutant(
        "a number below an older mail is of the newest offer where no id of Amazon SES is repeated",
        "handlers/conversation/senders.py",
        "            quotes = sendings.partner_id(told.names) if told.names else told.quotes\n",
        "            quotes = told.quotes\n",
        tests=(
            "conversation/test_inbound.py::test_where_our_own_marks_alone_tell_which_offer_a_mail_answers_a_number_is_of_that_one",
        ),
    ),
    Mutant(
        "of two meetings made at two addresses that of the address is cancelled",
        "handlers/conversation/referents.py",
        "        return Writer(contact, is_clear=answers)",
        "        return Writer(contact)",
        tests=("conversation/test_one_conversation.py",),
    ),
    Mutant(
        "a number means an offer that has not been seen",
        "handlers/conversation/seen_offers.py",
        "        if sending is not None and sending.had_arrived(written):",
        "        if True:",
        tests=(
            "conversation/test_handle_replies.py::test_a_number_written_before_the_new_offer_was_sent_means_the_seen_one_also_when_it_is_read_late",
        ),
    ),
    Mutant(
        "a contact is counted beside the write that moves it",
        "handlers/common/storage/contacts.py",
        "    return [stats.addition(contact.tenant_id, contact.campaign_id, today, changed)] if changed else []",
        "    stats.count(contact.tenant_id, contact.campaign_id, today, changed)\n    return []",
        ("stop",),
    ),
    Mutant(
        "a service may be silent for a minute",
        "handlers/common/storage/clients.py",
        "read_timeout=READ_SECONDS if read_seconds is None else read_seconds,",
        "read_timeout=60,",
        tests=("common/storage/test_clients.py",),
    ),
    Mutant(
        "a partner may dribble for an hour",
        "handlers/common/partners/http.py",
        "with CutOff(timeout) as cut_off:",
        "with CutOff(3600) as cut_off:",
        tests=("common/partners/test_http.py::test_a_partner_that_sends_its_headers_slowly_is_cut_off",),
    ),
    Mutant(
        "a list that is finished is taken for another run's",
        "handlers/intake/storage/jobs.py",
        'mine = Condition(text, known, own={"attempt": job.attempt, **values})',
        "mine = Condition(text, known)",
        tests=(
            "intake/storage/test_jobs.py::test_a_job_whose_end_was_written_but_never_confirmed_is_finished_and_not_taken_over",
        ),
    ),
    Mutant(
        "who has opted out is left open under other addresses",
        "handlers/conversation/leaving.py",
        "for address in known[each].addresses)",
        "for address in known[each].own_addresses)",
        tests=(
            "conversation/test_handle_replies.py::test_an_opt_out_closes_the_addresses_that_any_of_the_persons_contacts_lists",
        ),
    ),
    Mutant(
        "other addresses are not looked at before a send",
        "handlers/dispatch/storage/reading.py",
        'contact.get("email"), *contact.get("otherAddresses", ()))',
        'contact.get("email"))',
        tests=("dispatch/test_send_messages.py::test_nobody_is_written_to_whose_other_address_is_closed",),
    ),
    Mutant(
        "whoever has opted out is taken in",
        "handlers/intake/taking_in.py",
        'if item.get("optedOut") or item.get("blocked"):',
        "if False:",
        ("list-with-opted-out",),
    ),
    Mutant(
        "a contact that an update finds begins anew",
        "handlers/intake/storage/updates.py",
        'values = {**update.values, **origin, "updatedAt"',
        'values = {**update.values, **origin, "state": "new", "updatedAt"',
        ("newer-list",),
    ),
    Mutant(
        "a step that is repeated takes its own contacts for duplicates",
        "handlers/intake/storage/inserts.py",
        "if Origin.of(each.item) != each.insert.origin]",
        "if True]",
        ("list-with-opted-out",),
    ),
    Mutant(
        "a step that is repeated forgets who was taken in before opting out",
        "handlers/intake/taking_in.py",
        "if item is not None and Origin.of(item) == insert.origin:",
        "if False:",
        tests=(
            "intake/test_wishes.py::test_wherever_a_run_is_killed_whoever_opts_out_meanwhile_is_counted_once",
        ),
    ),
    Mutant(
        "a step that is repeated takes its own blocks for older ones",
        "handlers/intake/blocking.py",
        "own = self.writer.settle() | {blocked_by(item) for item in self._known.values()}",
        "own = self.writer.settle()",
        ("do-not-contact-list",),
    ),
    Mutant(
        "clocks that differ count in different minutes",
        "handlers/dispatch/rules/pace.py",
        "CLOCK_SKEW = timedelta(seconds=2)",
        "CLOCK_SKEW = timedelta(0)",
        ("clocks-differ",),
    ),
    Mutant(
        "a webhook is answered before the queue has it",
        "handlers/conversation/receiving.py",
        "    queued = inbound.put(webhook_messages.split(entries, _now(), faults))\n",
        "    try:\n"
        "        queued = inbound.put(webhook_messages.split(entries, _now(), faults))\n"
        "    except Exception:\n"
        "        queued = 0\n",
        ("webhook-stop",),
    ),
    Mutant(
        "what the queue refuses of a request is taken for queued",
        "handlers/common/storage/queues.py",
        "        if not refused:\n            break\n",
        "        refused = {}\n        break\n",
        ("webhook-of-many",),
    ),
    Mutant(
        "what nobody has signed is believed",
        "handlers/conversation/rules/whatsapp/webhooks.py",
        "return is_signature(signature) and hmac.compare_digest(signature, sign(body, key))",
        "return is_signature(signature)",
        ("webhook-forged",),
    ),
    Mutant(
        "what stands behind an unreadable change is lost",
        "handlers/conversation/rules/whatsapp/webhook_messages.py",
        'value", "is not an object"))\n                continue',
        'value", "is not an object"))\n                return',
        ("webhook-unreadable",),
    ),
    Mutant(
        "a reply that two runs read at once counts twice",
        "handlers/conversation/storage/replies.py",
        "writes.ABSENT._replace(otherwise=otherwise)",
        "writes.REPEATABLE",
        ("webhook-interest",),
    ),
    Mutant(
        "failures of the inbound queue are not reported",
        "handlers/conversation/inbound.py",
        '[{"itemIdentifier": record} for record in sorted(self._failures)]',
        "[]",
        ("webhook-stop",),
    ),
    Mutant(
        "a wish is lost where its write fails",
        "handlers/conversation/inbound.py",
        "            self._fail(due.record, error)\n            return False\n        else:",
        "            logger.exception('not carried out')\n        else:",
        ("one-click",),
    ),
    Mutant(
        "a link that was used counts no more, also after an opt-in",
        "handlers/conversation/senders.py",
        "    if opted_in_at is None or wish.receivedAt <= opted_in_at:\n",
        "    if True:\n",
        tests=(
            "conversation/test_inbound.py::test_a_wish_told_of_one_message_counts_again_after_an_opt_in_and_its_repeats_never",
        ),
    ),
    Mutant(
        "a wish is told again after an opt-in by a repeat of it",
        "handlers/conversation/senders.py",
        "    if opted_in_at is None or wish.receivedAt <= opted_in_at:\n",
        "    if opted_in_at is None:\n",
        tests=(
            "conversation/test_inbound.py::test_a_wish_told_of_one_message_counts_again_after_an_opt_in_and_its_repeats_never",
        ),
    ),
    Mutant(
        "a link is answered before its wish is queued",
        "handlers/conversation/receiving.py",
        '    inbound.put([webhook_messages.link_used("unsubscribe", token, _now())])\n',
        "    try:\n"
        '        inbound.put([webhook_messages.link_used("unsubscribe", token, _now())])\n'
        "    except Exception:\n"
        "        pass\n",
        ("one-click",),
    ),
    Mutant(
        "a mail that could not be queued is forgotten",
        "handlers/conversation/receiving_mail.py",
        "    inbound.put([json.dumps(body)])\n",
        "    try:\n        inbound.put([json.dumps(body)])\n    except Exception:\n        pass\n",
        ("mail-stop",),
    ),
    Mutant(
        "a complaint closes no address",
        "handlers/conversation/rules/inbound/bodies.py",
        "if report.status is Reported.COMPLAINED or report.outcome is Outcome.OPTED_OUT:",
        "if report.outcome is Outcome.OPTED_OUT:",
        ("mail-complained",),
    ),
    Mutant(
        "a report that could not be written down is not delivered again",
        "handlers/conversation/inbound.py",
        "            late = reports\n",
        "            late = []\n",
        ("unknown-then-delivered",),
    ),
    Mutant(
        "a later report takes the place of the earlier ones",
        "handlers/dispatch/rules/reported.py",
        "return reduce(_with, reports, self)",
        "return reduce(_with, reports, Known())",
        ("reported-in-any-order",),
    ),
    Mutant(
        "a delivery undoes a failure",
        "handlers/dispatch/rules/reported.py",
        "    if known.failure is not None:\n        return _failed(",
        "    if known.failure is not None and known.reached_at is None:\n        return _failed(",
        ("delivered-then-failed",),
    ),
    Mutant(
        "a report on the other channel is taken for one on what is unknown",
        "handlers/dispatch/storage/report_items.py",
        "        if used not in (None, report.reference.channel):\n",
        "        if self.standing is not Standing.UNKNOWN and used not in (None, report.reference.channel):\n",
        ("mail-comes-back",),
    ),
    Mutant(
        "a report on an earlier request is taken for one on the last",
        "handlers/dispatch/storage/report_items.py",
        "        if report.partner_message_id in self.item.get(PAST_IDS, ()):\n            return False\n",
        "        if report:\n            return True\n",
        ("held-back",),
    ),
    Mutant(
        "an unknown message that was delivered is sent again",
        "handlers/dispatch/rules/reported.py",
        "return Settlement(Ending.SENT, partner_message_id=known.message_id, at=known.reached_at)",
        "return Settlement(Ending.DEFERRED, until=now)",
        ("unknown-then-delivered",),
    ),
    Mutant(
        "what is reported before the record is not kept",
        "handlers/dispatch/reports.py",
        "    if known == before or found.standing is Standing.WAITING:",
        "    if known == before or found.standing in (Standing.WAITING, Standing.HELD):",
        ("unknown-then-delivered-before-the-record",),
    ),
    Mutant(
        "a record is written over what was reported before it",
        "handlers/dispatch/storage/holds.py",
        "contrary = {} if reported else {Ending.SENT: FAILED_AT, Ending.UNKNOWN: CHANNEL}",
        "contrary: dict[Ending, str] = {}",
        ("unknown-then-delivered-before-the-record",),
    ),
    Mutant(
        "what a program may have put below a mail is its writer's order",
        "handlers/conversation/rules/reading/mail_appended.py",
        "    if own == text:\n",
        "    if True:\n",
        tests=("conversation/rules/reading/test_mail_footers.py",),
    ),
    Mutant(
        "an e-mail by direct invoke keeps what is quoted in it",
        "handlers/conversation/rules/inbound/incoming.py",
        "own_words = _words_of_a_mail if",
        "own_words = reply_texts.own_words if",
        tests=("conversation/rules/inbound/test_incoming.py",),
    ),
    Mutant(
        "whoever pretends to be somebody calls that person's meeting off",
        "handlers/conversation/rules/inbound/caution.py",
        "if not reading.certain or ends_meeting() else reading",
        "if not reading.certain else reading",
        tests=("conversation/test_inbound.py::test_a_forged_command_to_stop_calls_off_no_meeting",),
    ),
    Mutant(
        "what somebody decides under a machine's headers is an absence",
        "handlers/conversation/rules/inbound/caution.py",
        "    if decides and reply.trusted:\n",
        "    if False:\n",
        tests=("conversation/test_inbound.py::test_an_order_under_the_headers_of_a_machine_is_a_humans",),
    ),
    Mutant(
        "a command in a subject is certain",
        "handlers/conversation/rules/inbound/caution.py",
        "    if reply.inSubject:\n",
        "    if False:\n",
        tests=("conversation/test_inbound.py::test_a_command_in_a_subject_is_asked_back",),
    ),
    Mutant(
        "a part of a turn is read although more has come",
        "handlers/conversation/rules/inbound/turns.py",
        "if self.is_full or self.since is None or self.fragments[-1].message_id == message_id:",
        "if self.fragments:",
        ("turn",),
    ),
    Mutant(
        "the repeat of what waits does not ask for its turn again",
        "handlers/conversation/turns.py",
        "            turn = turn.with_reply(reply, each.now)\n            closings[closing] =",
        "            known, turn = turn, turn.with_reply(reply, each.now)\n"
        "            if turn != known:\n                closings[closing] =",
        ("turn",),
    ),
    Mutant(
        "a turn whose run was cut short is given up",
        "handlers/conversation/turns.py",
        "if seen is None or seen.joined is None or seen.understanding.done:",
        "if seen is None or seen.held_until == '' or seen.understanding.done:",
        ("turn",),
    ),
    Mutant(
        "a turn is taken although it has changed since it was read",
        "handlers/conversation/storage/turns.py",
        'still = Condition("#version = :before", {"before": turn.version}, TurnChangedError)',
        'still = Condition("attribute_exists(pk)", {}, TurnChangedError)',
        (),
        ("conversation/test_turns.py::test_what_comes_while_a_turn_is_being_read_is_not_lost",),
    ),
    Mutant(
        "a turn is read as lines alone",
        "handlers/conversation/rules/reading/turn_readings.py",
        'classify(" ".join(said))\n',
        'classify("\\n".join(said))\n',
        (),
        ("conversation/test_turns.py::test_a_slot_is_chosen_by_a_turn_only_where_its_readings_agree",),
    ),
    Mutant(
        "what lines cancel and their sentence keeps is answered by nothing",
        "handlers/conversation/rules/reading/turn_readings.py",
        "if apart.intent in ASKED_BACK and together.intent is Intent.INTERESTED:",
        "if False:",
        (),
        ("conversation/test_turns.py::test_what_lines_cancel_and_their_sentence_keeps_is_asked_back",),
    ),
    Mutant(
        "a line break takes the negation off its verb",
        "handlers/conversation/rules/reading/across_lines.py",
        "    if len(lines) < 2 or not reading.certain:\n",
        "    if True:\n",
        (),
        ("conversation/rules/reading/test_across_lines.py",),
    ),
    Mutant(
        "a refusal above an order to stop denies it",
        "handlers/conversation/rules/reading/across_lines.py",
        "'.' if _refuses(line, classify) else ''",
        "''",
        (),
        ("conversation/rules/reading/test_across_lines.py",),
    ),
    Mutant(
        "the removal from a register of others is an order to stop",
        "handlers/conversation/rules/intents/intent_rules.py",
        'removed_elsewhere.REMOVED_ELSEWHERE.sub(" ", said)',
        "said",
        (),
        (
            "conversation/rules/reading/test_replies.py::test_a_reply_that_was_once_misread_is_read_as_it_is_meant",
        ),
    ),
    Mutant(
        "a command to stop is lost among the other messages of its turn",
        "handlers/conversation/rules/reading/turn_readings.py",
        "agreed.certain) and _commands(said):",
        "agreed.certain) and _commands(said[:1]):",
        (),
        ("conversation/test_turns.py::test_a_command_within_a_turn_is_an_opt_out_whatever_else_is_said",),
    ),
    Mutant(
        "who says the hour that stands is moved to the same one of another week",
        "handlers/conversation/worded_choices.py",
        "    if agreed is None:\n        return reading",
        "    if agreed is not None:\n        return reading",
        tests=(
            "conversation/test_handle_replies.py::test_a_day_and_an_hour_that_the_booked_time_has_too_move_nothing",
        ),
    ),
    Mutant(
        "who confirms another hour than the agreed one is answered by nothing",
        "handlers/conversation/worded_choices.py",
        "    if not contrary_times.contradicts(text, (meeting.time,), zone, at):\n",
        "    if True:\n",
        tests=("conversation/test_another_time.py::test_who_confirms_another_hour_is_a_humans",),
    ),
    Mutant(
        "who wants the time before a move is answered by nothing",
        "handlers/conversation/rules/agreed/old_times.py",
        "    return _is_of_the_host(meeting) or (",
        "    return (",
        tests=(
            "conversation/test_another_time.py::test_who_keeps_the_time_from_which_the_host_has_moved_the_meeting_is_a_humans",
        ),
    ),
    Mutant(
        "a choice is read against the slots on offer alone",
        "handlers/conversation/rules/agreed/kept_times.py",
        "    return classify(replace(context, slots=instead)).slot == agreed",
        "    return classify(replace(context, slots=instead)).slot is None",
        tests=("conversation/rules/agreed/test_kept_times.py",),
    ),
    Mutant(
        "a question beside a choice is nobody's",
        "handlers/conversation/handing_over.py",
        "if delivery.reply.text and is_for_somebody(delivery.reply.text):",
        "if False:",
        (),
        (
            "conversation/test_handle_replies.py::test_a_question_beside_a_choice_calls_a_human_and_a_courtesy_nobody",
        ),
    ),
    Mutant(
        "a number with a question behind it is a question alone",
        "handlers/conversation/rules/choices/closed_grammar.py",
        "    found = _chosen(said, offered) if alone.slot is None else alone._replace(asks=True)",
        "    found = _chosen(said, offered)",
        tests=("conversation/rules/choices/test_closed_grammar.py",),
    ),
    Mutant(
        "a choice on a condition is a wish for other times",
        "handlers/conversation/rules/reading/weighing.py",
        "    if heard.leaning.holds or heard.leaning.several:",
        "    if heard.leaning.several:",
        tests=("conversation/rules/reading/test_replies.py",),
    ),
    Mutant(
        "the greeting of a turn takes part in its choice",
        "handlers/conversation/rules/reading/turn_readings.py",
        "    if not kept or len(kept) == len(said):",
        "    if True:",
        tests=("conversation/test_turns.py",),
    ),
    Mutant(
        "a question beside a cancellation is lost with a run that was cut short",
        "handlers/conversation/answering.py",
        "        case Intent.CANCEL | Intent.NOT_INTERESTED if called_off:\n"
        "            return handing_over.call_for_what_is_asked_beside_an_end(delivery, contact)",
        "        case Intent.CANCEL | Intent.NOT_INTERESTED if called_off:\n            return None",
        tests=(
            "conversation/test_handle_replies.py::test_a_question_beside_a_cancellation_is_not_lost_with_a_run_that_was_cut_short",
        ),
    ),
    Mutant(
        "a choice beside what is asked back is lost by a no",
        "handlers/conversation/handing_over.py",
        "Attention.QUESTION if loses else _reason_beside_an_end(delivery)",
        "_reason_beside_an_end(delivery)",
        tests=("conversation/test_handle_replies.py::test_a_choice_beside_what_is_asked_back_calls_a_human",),
    ),
    Mutant(
        "who cancels and stays interested is heard by nobody",
        "handlers/conversation/handing_over.py",
        "        return Attention.INTERESTED_WITHOUT_CHOICE\n",
        "        return None\n",
        tests=("conversation/test_handle_replies.py::test_an_interest_beside_a_cancellation_calls_a_human",),
    ),
    Mutant(
        "the meeting that a question names alone answers it as any other words",
        "handlers/conversation/seen_checks.py",
        "check.start is not None and check_answers.is_meeting_alone(text)",
        "False",
        tests=("conversation/test_asking_back.py::test_the_meeting_alone_is_a_humans_to_understand",),
    ),
    Mutant(
        "slots that do not fit are taken for a refusal of the meeting",
        "handlers/conversation/rules/reading/stages.py",
        "    if known is not None:\n        return known",
        "    if False:\n        return known",
        tests=("conversation/rules/reading/test_short_replies.py",),
    ),
    Mutant(
        "a confirmation that is denied is one",
        "handlers/conversation/rules/agreed/kept_meetings.py",
        '    if kept_meetings.NOT_KEPT.search(kept_meetings.WHOLE_DENIALS.sub(" . ", said)):\n        return True\n',
        "",
        tests=("conversation/rules/agreed/test_kept_meetings.py",),
    ),
    Mutant(
        "the meeting that a request excepts is the one that it ends",
        "handlers/conversation/rules/agreed/doubtful_requests.py",
        "    if reading.intent in _REQUESTS and named_meetings.excepts(text):",
        "    if False and named_meetings.excepts(text):",
        tests=(
            "conversation/test_doubtful_requests.py::test_a_request_about_another_meeting_than_the_one_that_is_booked_is_a_humans",
        ),
    ),
    Mutant(
        "a wish for days that no slot is on gets other days",
        "handlers/meetings/scheduling.py",
        "if self.request.wanted and preferred and not wishes.are_answered(",
        "if False and not wishes.are_answered(",
        (),
        (
            "meetings/test_schedule_meeting.py::test_who_asks_for_days_that_no_slot_is_on_gets_a_human_and_keeps_the_offer",
        ),
    ),
    Mutant(
        "slots that were turned down are offered as others",
        "handlers/meetings/offering.py",
        "            [*taken, *wish.refused, *guest.busy],",
        "            [*taken, *guest.busy],",
        (),
        ("meetings/test_schedule_meeting.py::test_slots_that_were_turned_down_are_not_offered_as_others",),
    ),
    Mutant(
        "whoever puts a meeting off by a week is offered any day",
        "handlers/conversation/rules/wishes/comparisons.py",
        "    if moved is not None:",
        "    if False:",
        tests=("conversation/rules/wishes/test_postponements.py",),
    ),
    Mutant(
        "a part of the day is no wish while the meeting that is moved is in it",
        "handlers/meetings/rules/wishes.py",
        "    return on_its_day and any(",
        "    return any(",
        tests=("meetings/rules/test_wishes.py",),
    ),
    Mutant(
        "slots are offered in the time of an absence",
        "handlers/conversation/rules/wishes/absent_times.py",
        "    return away.first <= day < away.back",
        "    return False",
        tests=("conversation/rules/wishes/test_absent_times.py",),
    ),
    Mutant(
        "the number of another slot is an assent to the one that is booked",
        "handlers/conversation/worded_choices.py",
        "    return reading if chosen in (None, meeting.time) else Reading(Intent.UNKNOWN)",
        "    return reading",
        tests=("conversation/test_another_time.py",),
    ),
    Mutant(
        "the meeting's own day beside a refusal of the slots asks for others",
        "handlers/conversation/rules/agreed/kept_times.py",
        "    return classify(replace(context, slots=(agreed, *context.slots))).slot == agreed",
        "    return False",
        tests=("conversation/rules/agreed/test_kept_times.py",),
    ),
    Mutant(
        "a slot is booked by words that are true of it and name none",
        "handlers/conversation/rules/choices/vague_times.py",
        "    return plain != said and choose(plain) != found",
        "    return False",
        tests=("conversation/rules/choices/test_vague_times.py",),
    ),
    Mutant(
        "a slot is booked by words that set it apart",
        "handlers/conversation/rules/choices/set_apart.py",
        "        if chooses_no_more and any(choose(_plain(each)) == found for each in rest.apart):",
        "        if False:",
        tests=("conversation/rules/choices/test_set_apart.py",),
    ),
    Mutant(
        "a notice of absence is read by what stands beside it alone",
        "handlers/conversation/rules/reading/stages.py",
        "    if heard.rule is not Intent.OUT_OF_OFFICE or written == text:",
        "    if True:",
        tests=(
            "conversation/rules/reading/test_replies.py::test_a_reply_that_was_once_misread_is_read_as_it_is_meant",
        ),
    ),
    Mutant(
        "who comes late wants another time",
        "handlers/conversation/rules/intents/bearing.py",
        "    moves = speaks_of_another_time(reply.said) and not is_late",
        "    moves = speaks_of_another_time(reply.said)",
        tests=(
            "conversation/rules/reading/test_replies.py::test_a_reply_that_was_once_misread_is_read_as_it_is_meant",
        ),
    ),
    Mutant(
        "the last of this week is the last of the offer",
        "handlers/conversation/rules/slots/option_mentions.py",
        "        return slot.start == max(of_week, default=None)",
        "        return slot.start == max(slot.starts)",
        tests=(
            "conversation/rules/reading/test_replies.py::test_a_reply_that_was_once_misread_is_read_as_it_is_meant",
        ),
    ),
    Mutant(
        "a question that is announced beside a meeting is a cancellation",
        "handlers/conversation/rules/reading/weighing.py",
        "    if _announces_a_question(heard):",
        "    if False:",
        tests=(
            "conversation/rules/reading/test_replies.py::test_a_reply_that_was_once_misread_is_read_as_it_is_meant",
        ),
    ),
    Mutant(
        "what is left over by refusals is chosen",
        "handlers/conversation/rules/choices/leanings.py",
        "    return left[0] if len(left) == 1 and leaves_other else None",
        "    return left[0] if len(left) == 1 and (leaves_other or not (takes or tells)) else None",
        tests=("conversation/rules/choices/test_vague_times.py",),
    ),
    Mutant(
        "the booked number, of another offer that is quoted, is taken for the booked time",
        "handlers/conversation/worded_choices.py",
        "    return seen is not None and numbers(seen.slots)",
        "    return seen is not None",
        (),
        (
            "conversation/test_one_conversation.py::test_the_booked_number_of_another_quoted_offer_is_shown_to_a_human",
        ),
    ),
    Mutant(
        "a host hears nothing of a booking",
        "handlers/meetings/announcing.py",
        "    booked(meeting, correlation_id, now)\n",
        "",
        ("booking",),
    ),
    Mutant(
        "an offer that came to nothing counts as a move",
        "handlers/meetings/rules/rescheduling.py",
        "    return not meeting.awaits_choice\n",
        "    return bool(meeting.version)\n",
        tests=("meetings/rules/test_proposing.py",),
    ),
    Mutant(
        "thanks for the news that the host has called off are a wish",
        "handlers/conversation/rules/agreed/called_off_by_host.py",
        "    return any(map(str.isalpha, said)) and (not left or bearing.is_courteous(left))\n",
        "    return not said\n",
        tests=("conversation/rules/agreed/test_called_off_by_host.py",),
    ),
    Mutant(
        "a run is made up for before its hour",
        "handlers/meetings/rules/reminders.py",
        "        return self.at is not None and not self.ahead and due_run(self.at) > clock\n",
        "        return False\n",
        tests=("meetings/test_send_reminders.py",),
    ),
    Mutant(
        "a reminder that is made up for comes after the later one",
        "handlers/meetings/reminding.py",
        "                if not reminder.is_overtaken:\n",
        "                if reminder.lead:\n",
        tests=("meetings/test_send_reminders.py",),
    ),
    Mutant(
        "a mail to a host that nobody has claimed",
        "handlers/briefing/mails.py",
        "if not record.claim():",
        "if record.claim() is None:",
        ("booking", "cancel"),
    ),
    Mutant(
        "a copy by e-mail that goes another way",
        "handlers/dispatch/rules/judgement.py",
        "if message.step.is_copy and Channel.EMAIL not in reachable:",
        "if message.step.is_copy and not reachable:",
        tests=("dispatch/test_copies.py",),
    ),
)


def check(mutant: Mutant) -> str:
    """The mutant's source with its change in it; ``MutantOutdatedError`` if it is no longer what is changed."""
    text = (ROOT / mutant.file).read_text(encoding="utf-8")
    if text.count(mutant.before) != 1:
        raise MutantOutdatedError(
            f"{mutant.file} has {text.count(mutant.before)} times {mutant.before!r}: rewrite the mutant "
            f"{mutant.name!r}"
        )
    return text.replace(mutant.before, mutant.after)


def caught(mutant: Mutant) -> str | None:
    """What catches a mutant first, a history or a test; None if all hold."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        shutil.copytree(ROOT / "handlers", copy / "handlers", ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("build", "components", "local", "ops", "pyproject.toml", "tests"):
            (copy / name).symlink_to(ROOT / name)
        (copy / mutant.file).write_text(check(mutant), encoding="utf-8")
        return _caught_by_history(mutant, copy) or _caught_by_test(mutant, copy)


def _caught_by_history(mutant: Mutant, copy: Path) -> str | None:
    if not mutant.scenarios:
        return None
    ran = _run(copy, "tests.simulation", "--first", *mutant.scenarios)
    if ran.returncode not in (0, 1):
        raise RuntimeError(f"{mutant.name!r} does not run: {ran.stderr.strip().splitlines()[-1]}")
    return ran.stdout.strip().splitlines()[-1] if ran.returncode else None


def _caught_by_test(mutant: Mutant, copy: Path) -> str | None:
    if not mutant.tests:
        return None
    paths = [f"{_UNITS}/{each}" for each in mutant.tests]
    ran = _run(copy, "pytest", "-x", "-q", "--no-header", "--tb=no", "-p", "no:cacheprovider", *paths)
    if ran.returncode not in (0, 1):
        raise RuntimeError(f"{mutant.name!r} does not run: {ran.stdout.strip().splitlines()[-1]}")
    failed = (line for line in ran.stdout.splitlines() if line.startswith("FAILED"))
    return next(failed, "a test").split(" - ")[0].removeprefix("FAILED ") if ran.returncode else None


def _run(copy: Path, *command: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=copy,
        # No role may hold what only a mutant uses.
        env={**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1", calls.RECORD: ""},
        capture_output=True,
        text=True,
        check=False,
    )


def table() -> list[str]:
    """The lines of the table of mutants in docs/simulation.md."""
    lines = ["| what is broken | in | caught by |", "|---|---|---|"]
    for mutant in MUTANTS:
        by = ", ".join(f"`{each}`" for each in (*mutant.scenarios, *mutant.tests))
        lines.append(f"| {mutant.name} | `{mutant.file.removeprefix('handlers/')}` | {by} |")
    return lines


def report(names: Sequence[str] = ()) -> int:
    """Try every mutant whose name holds one of ``names`` and print what catches it; 1 if one survives."""
    survivors = 0
    for mutant in MUTANTS:
        if names and not any(name in mutant.name for name in names):
            continue
        by = caught(mutant)
        survivors += by is None
        print(f"{mutant.name:64} {by or 'SURVIVES'}", flush=True)
    return 1 if survivors else 0
