// SPDX-License-Identifier: MIT
#include "world/post/post_office.h"

#include <utility>

#include "engine/password.h"
#include "engine/text.h"
#include "engine/text_charset.h"
#include "world/people/characters.h"
#include "world/people/names.h"
#include "world/prose/naming.h"
#include "world/prose/narrator.h"
#include "world/state/keys.h"
#include "world/turns/commands.h"
#include "world/world.h"

namespace reality {

namespace {

constexpr int64_t kReceiptDays = 7;
constexpr int64_t kDayMs = 86'400'000;
/// Old receipts that go with each new one, so that none of them needs a timer.
constexpr size_t kReceiptsDropped = 4;
constexpr size_t kMostQueued = 1000;
constexpr std::string_view kKeepersBox = "postmaster_box";

/// How many letters wait is limited by number, so each is limited in size.
constexpr size_t kLongestText = size_t{32} << 10U;
constexpr std::string_view kCut = "\n[The rest was too long for the post.]";
/// Letters of one writer in the world that wait for one reader.
constexpr size_t kMostOfOneWriter = 20;

std::string letter_text(std::string_view words) {
  if (words.size() <= kLongestText) return clean_prose(words);
  return clean_prose(clip_text(words, kLongestText)) + std::string(kCut);
}

}  // namespace

Addressee PostOffice::find(std::string_view written) const {
  const std::string name(trim(written));
  if (Names::is_keepers(name)) return {Addressee::Kind::keepers, {}, fold_case(name)};
  if (const Account* account = world_.account_book().find(name)) {
    const Thing* body = world_.things().find(account->character);
    if (body) return {Addressee::Kind::player, body->id(), std::string(body->string(key::name))};
  }
  if (const Thing* thing = world_.names().thing(name))
    return {Addressee::Kind::thing, thing->id(), fold_case(name)};
  return {};
}

std::string PostOffice::reason(PostVerdict verdict, std::string_view name) {
  const std::string who(name);
  switch (verdict) {
    case PostVerdict::accepted:
      return "";
    case PostVerdict::unknown:
      return "Nobody is called " + who + " here.";
    case PostVerdict::closed:
      return "No letters are taken for " + who + ".";
    case PostVerdict::full:
      return "The post keeps as many letters for " + who + " as it can hold.";
    case PostVerdict::failed:
      break;
  }
  return "The post cannot take it just now.";
}

// Reading: whose behaviour it is that reads letters.
Behaviour* PostOffice::reader_of(const Thing& thing) const {
  Behaviour* found = nullptr;
  world_.behaviours().visit(thing, [&](Behaviour& behaviour) {
    if (behaviour.on_letter) found = &behaviour;
    return found != nullptr;
  });
  return found;
}

// Whoever gives no address is a stranger every time (RFC 5321 4.5.5: the null sender).
LetterState PostOffice::state_for(const Addressee& reader, const Thing& letter,
                                  std::string_view sender) const {
  if (reader.kind == Addressee::Kind::thing) return LetterState::queued;
  const bool outside = letter.flag(key::postmark);
  if (reader.kind == Addressee::Kind::keepers || !outside) return LetterState::kept;
  const Thing* player = world_.things().find(reader.thing);
  const bool open = player && player->string(key::letters_from) == "everybody";
  const bool known = !sender.empty() && world_.post_records().knows(reader.thing, sender);
  return open || known ? LetterState::kept : LetterState::counter;
}

PostVerdict PostOffice::may_write(std::string_view name, std::string_view /*sender*/) const {
  const Addressee reader = find(name);
  if (reader.kind == Addressee::Kind::none) return PostVerdict::unknown;
  const Thing* thing = world_.things().find(reader.thing);
  if (reader.kind == Addressee::Kind::player && thing->string(key::letters_from) == "nobody")
    return PostVerdict::closed;
  if (reader.kind == Addressee::Kind::thing && !reader_of(*thing)) return PostVerdict::closed;
  return is_full(reader) ? PostVerdict::full : PostVerdict::accepted;
}

// Boxes: where the post keeps letters. They are made for the first letter and stay.

Thing* PostOffice::keepers_box() const {
  const Value& box = world_.facts().get(kKeepersBox);
  if (box.type() != ValueType::integer) return nullptr;
  return world_.things().find(ThingId{static_cast<uint64_t>(box.as_integer())});
}

Thing* PostOffice::box_of(const Addressee& reader) const {
  if (reader.kind == Addressee::Kind::keepers) return keepers_box();
  const Thing* player = world_.things().find(reader.thing);
  return player ? world_.things().find(player->get(key::pigeon_hole)) : nullptr;
}

Thing& PostOffice::open_box(const Addressee& reader) {
  if (Thing* box = box_of(reader)) return *box;
  Things& things = world_.things();
  Thing& box = things.make(nullptr);
  things.set(box, key::container, Value(true));
  things.set(box, key::name, Value(reader.name + "'s pigeon-hole"));
  if (reader.kind == Addressee::Kind::keepers) {
    world_.facts().set(kKeepersBox, Value(static_cast<int64_t>(box.id().number)));
  } else {
    things.set(*things.find(reader.thing), key::pigeon_hole, Value(box.id()));
  }
  return box;
}

bool PostOffice::is_full(const Addressee& reader) const {
  if (reader.kind == Addressee::Kind::thing)
    return world_.post_records().count(LetterState::queued) >= kMostQueued;
  const auto limit = static_cast<size_t>(world_.parts().settings.limits.letters_per_player);
  const Thing* box = limit ? box_of(reader) : nullptr;
  if (!box) return false;
  size_t held = 0;
  for (const Thing* letter = box->first(); letter && held < limit; letter = letter->next()) ++held;
  return held >= limit;
}

// Making and bringing.

Thing& PostOffice::write(std::string_view from, std::string_view addressee,
                         std::string_view words) {
  Things& things = world_.things();
  Thing* kind = things.find("library.letter");
  Thing& letter = things.make(kind);
  if (!kind) things.set(letter, key::behaviour, Value("letter"));
  things.set(letter, key::letter, Value(true));
  things.set(letter, key::from, Value(from));
  things.set(letter, key::addressee, Value(addressee));
  things.set(letter, key::writing, Value(words));
  things.set(letter, key::name, Value("a letter from " + std::string(from)));
  return letter;
}

PostVerdict PostOffice::post(Thing& letter, const Addressee& reader) {
  if (reader.kind == Addressee::Kind::none) return PostVerdict::unknown;
  const Thing* thing = world_.things().find(reader.thing);
  if (reader.kind == Addressee::Kind::thing && !reader_of(*thing)) return PostVerdict::closed;
  if (has_written_enough(letter.get(key::writer), reader)) return PostVerdict::full;
  return bring(letter, reader, {"", LetterState::kept, world_.clock().wall_ms()});
}

// Nobody fills another one's box alone, so that letters from others still find room.
bool PostOffice::has_written_enough(const Value& writer, const Addressee& reader) const {
  const Thing* box = box_of(reader);
  if (!box || writer.is_nil()) return false;
  size_t waiting = 0;
  for (const Thing& kept : contents(*box)) waiting += kept.get(key::writer) == writer ? 1U : 0U;
  return waiting >= kMostOfOneWriter;
}

PostVerdict PostOffice::bring(Thing& letter, const Addressee& reader, LetterRecord record) {
  if (is_full(reader)) return PostVerdict::full;
  Things& things = world_.things();
  record.state = state_for(reader, letter, record.sender);
  things.set(letter, key::addressee, Value(reader.name));
  if (record.state == LetterState::queued) {
    things.place(letter, Relation::nowhere, nullptr);
    queue_reading(letter.id());
  } else {
    things.place(letter, Relation::in, &open_box(reader));
  }
  world_.post_records().set_letter(letter.id(), record);
  announce(letter, reader, record.state);
  return PostVerdict::accepted;
}

PostVerdict PostOffice::take_for(const OutsideLetter& from, const std::string& recipient) {
  const Addressee reader = find(recipient);
  const std::string digest =
      content_hash(from.digest + "\n" + from.sender + "\n" + fold_case(reader.name));
  PostRecords& records = world_.post_records();
  // Before all else: it may be this very letter that has filled the box.
  if (records.has_receipt(digest)) return PostVerdict::accepted;
  const PostVerdict may = may_write(recipient, from.sender);
  if (may != PostVerdict::accepted) return may;
  const int64_t now_ms = world_.clock().wall_ms();
  records.add_receipt(digest, now_ms);
  records.drop_receipts(now_ms - kReceiptDays * kDayMs, kReceiptsDropped);
  const std::string signed_by = clean_line(from.from);
  Thing& letter =
      write(signed_by.empty() ? "a stranger" : signed_by, reader.name, letter_text(from.text));
  Things& things = world_.things();
  things.set(letter, key::name,
             Value("a postmarked letter from " + std::string(letter.string(key::from))));
  things.set(letter, key::postmark, Value(true));
  const std::string subject = clean_line(from.subject);
  if (!subject.empty()) things.set(letter, key::subject, Value(subject));
  return bring(letter, reader, {from.sender, LetterState::kept, now_ms});
}

// To all recipients or to none: who asks again after a refusal gets each of them judged anew.
PostAnswer PostOffice::take(const OutsideLetter& letter) {
  PostVerdict verdict = PostVerdict::accepted;
  const bool kept = world_.run_turn([&] {
    const Turns::Mark start = world_.turns().mark();
    for (const std::string& recipient : letter.recipients) {
      verdict = take_for(letter, recipient);
      if (verdict != PostVerdict::accepted) return world_.turns().undo_to(start);
    }
  });
  return {kept ? verdict : PostVerdict::failed, world_.turns().last_changing()};
}

// Telling.

std::string PostOffice::office_name() const {
  const Thing* holes = world_.names().pigeon_holes();
  const Thing* room = holes ? room_of(*holes) : nullptr;
  return room ? name_for(*room, nullptr, Article::as_written) : std::string();
}

void PostOffice::tell_arrival(ThingId id, const Thing& letter, LetterState state) {
  const Thing* player = world_.things().find(id);
  if (!player) return;
  const std::string name = name_for(letter, nullptr, Article::as_written);
  std::string words = "The post has brought you " + name + ".";
  const std::string office = office_name();
  if (state == LetterState::counter) words += " You do not know the writer.";
  if (office.empty()) {
    words += state == LetterState::kept ? " Collect letters to have it in your hands."
                                        : " Claim letters to take it, or decline letters.";
  } else if (state == LetterState::kept) {
    words += " It waits in your pigeon-hole at " + office + ".";
  } else {
    words += " It waits at the counter of " + office + " until you claim it, or decline it.";
  }
  world_.narrator().tell(*player, EventKind::message, words);
}

void PostOffice::announce(const Thing& letter, const Addressee& reader, LetterState state) {
  if (reader.kind == Addressee::Kind::player) return tell_arrival(reader.thing, letter, state);
  if (reader.kind != Addressee::Kind::keepers) return;
  world_.account_book().for_each([&](const std::string&, const Account& account) {
    if (account.role == AccountRole::keeper) tell_arrival(account.character, letter, state);
  });
}

void PostOffice::remind(const Thing& player) {
  const size_t waiting = kept(player, LetterState::kept).size();
  const size_t strange = kept(player, LetterState::counter).size();
  if (waiting + strange == 0) return;
  std::string words;
  append_number_word(words, static_cast<int64_t>(waiting + strange));
  words = capitalise(words) + (waiting + strange == 1 ? " letter waits" : " letters wait");
  const std::string office = office_name();
  words += office.empty() ? " for you." : " for you at " + office + ".";
  world_.narrator().tell(player, EventKind::message, words);
}

// Handing out.

std::vector<Thing*> PostOffice::kept(const Thing& player, LetterState state) const {
  std::vector<Thing*> found;
  const auto add = [&](const Thing* box) {
    if (!box) return;
    for (Thing& letter : contents(*box)) {
      const LetterRecord* record = world_.post_records().letter(letter.id());
      if (record && record->state == state) found.push_back(&letter);
    }
  };
  add(world_.things().find(player.get(key::pigeon_hole)));
  if (world_.characters().role_of(player) == AccountRole::keeper) add(keepers_box());
  return found;
}

bool PostOffice::collect(Thing& player, Thing& letter) {
  PostRecords& records = world_.post_records();
  const LetterRecord* found = records.letter(letter.id());
  if (!found || !letter.holder()) return false;
  const bool own = letter.holder() == world_.things().find(player.get(key::pigeon_hole));
  const bool keepers = letter.holder() == keepers_box() &&
                       world_.characters().role_of(player) == AccountRole::keeper;
  if (!own && !keepers) return false;
  LetterRecord record = *found;
  if (record.state == LetterState::counter && !record.sender.empty())
    records.accept(player.id(), record.sender, world_.clock().wall_ms());
  record.state = LetterState::out;
  records.set_letter(letter.id(), std::move(record));
  world_.things().place(letter, Relation::held, &player);
  return true;
}

void PostOffice::close_box(Thing& player) {
  world_.post_records().forget_correspondents(player.id());
  Thing* box = world_.things().find(player.get(key::pigeon_hole));
  if (!box) return;
  world_.things().set(player, key::pigeon_hole, Value());
  while (Thing* letter = box->first()) world_.destroy(*letter);
  world_.destroy(*box);
}

// Letters to things: read in a turn of their own, spent whatever becomes of it.

void PostOffice::queue_reading(ThingId letter) {
  world_.turns().wake_later([this, letter] { have_read(letter); });
}

// What lies nowhere and waits for nobody was being read when the last server ended: it is gone.
void PostOffice::resume() {
  for (const ThingId letter : world_.post_records().letters(LetterState::queued))
    world_.wake([this, letter] { have_read(letter); });
  std::vector<ThingId> lost;
  for (const ThingId letter : world_.post_records().letters(LetterState::out)) {
    const Thing* thing = world_.things().find(letter);
    if (thing && !thing->holder()) lost.push_back(letter);
  }
  if (lost.empty()) return;
  world_.run_turn(
      [&] {
        for (const ThingId letter : lost) dispose(letter);
      },
      {}, true);
}

void PostOffice::have_read(ThingId id) {
  const bool kept = world_.run_turn([&] {
    const LetterRecord* record = world_.post_records().letter(id);
    Thing* letter = world_.things().find(id);
    if (!record || !letter || record->state != LetterState::queued) return;
    if (waits_for_reader(*letter)) return;
    LetterRecord spent = *record;
    spent.state = LetterState::out;
    world_.post_records().set_letter(id, std::move(spent));
    call_reader(*letter);
  });
  if (!kept) world_.turns().run_kept([&] { dispose(id); });
}

// Its reader's behaviour may have been set aside: the letter is read when the script is mended.
bool PostOffice::waits_for_reader(const Thing& letter) const {
  const Thing* reader = world_.names().thing(letter.string(key::addressee));
  return reader && !reader_of(*reader);
}

void PostOffice::call_reader(Thing& letter) {
  const ThingId id = letter.id();
  const Thing* reader = world_.names().thing(letter.string(key::addressee));
  Behaviour* behaviour = reader ? reader_of(*reader) : nullptr;
  if (!behaviour) return dispose(id);
  world_.commands().call_behaviour(reader->id(), behaviour->on_letter, Value(id),
                                   [this, id] { dispose(id); });
}

// A letter that its reader has put nowhere is used up.
void PostOffice::dispose(ThingId id) {
  Thing* letter = world_.things().find(id);
  if (letter && !letter->holder()) world_.destroy(*letter);
}

}  // namespace reality
