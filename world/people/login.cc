// SPDX-License-Identifier: MIT
#include "world/people/login.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/password.h"
#include "engine/text.h"
#include "world/people/characters.h"
#include "world/people/login_text.h"
#include "world/people/names.h"
#include "world/people/sessions.h"
#include "world/state/keys.h"
#include "world/world.h"

namespace reality {

void LoginDialogue::say(std::string text) {
  session_.collect({EventKind::system, std::move(text)});
  world_.sessions().touch(session_);
}

void LoginDialogue::start_over(std::string text) {
  stage_ = Stage::name;
  chosen_.clear();
  name_.clear();
  say(std::move(text));
  // Registration is over; the guest plays on.
  if (registering_) session_.set_login(nullptr);
}

void LoginDialogue::stay_out() {
  start_over(
      "Something broke on the way in, and so nothing of it has happened. It has been noted. "
      "Please try again in a while.");
}

std::string_view LoginDialogue::prompt() const {
  switch (stage_) {
    case Stage::name:
      return "Name: ";
    case Stage::password:
      return "Password: ";
    case Stage::new_password:
      return "New password: ";
    case Stage::repeat_password:
      return "Once more: ";
  }
  return "";
}

void LoginDialogue::greet() {
  say(greeting_text(world_));
}

void LoginDialogue::begin_registration(std::string name) {
  registering_ = true;
  if (Status may = may_create(name); !may) {
    start_over(may.error());
    return;
  }
  name_ = capitalise(name);
  stage_ = Stage::new_password;
  say("Choose a password for " + name_ + ". It is not shown. Press Enter alone to leave it be.");
}

void LoginDialogue::line(const std::string& text) {
  switch (stage_) {
    case Stage::name:
      if (trim(text).empty()) {
        say("What is your name? Type it, or \"guest\" to look around first.");
      } else if (!known_line(text)) {
        take_name(std::string(trim(text)));
      }
      break;
    case Stage::password:
      if (text.empty()) {
        start_over("Never mind.");
      } else {
        check_password(text);
      }
      break;
    case Stage::new_password:
    case Stage::repeat_password:
      take_new_password(text);
      break;
  }
}

// The lines that tools send; a name alone is for people.
bool LoginDialogue::known_line(const std::string& text) {
  std::vector<std::string_view> words;
  for (std::string_view word : split(text, ' '))
    if (!word.empty()) words.push_back(word);
  const std::string verb = fold_case(words.front());
  const std::string name = words.size() > 1 ? std::string(words[1]) : "";
  // A password may have spaces: it is all that follows the name.
  std::string password;
  if (words.size() > 2) password = text.substr(static_cast<size_t>(words[2].data() - text.data()));
  if (verb == "guest" && words.size() == 1) return guest(), true;
  if (verb == "who" && words.size() == 1) return who(), true;
  if ((verb == "quit" || verb == "exit") && words.size() == 1) return quit(), true;
  if (verb == "help" && words.size() == 1) return say(login_help_text()), true;
  if (verb == "connect") return connect(name, password), true;
  if (verb == "create") return create(name, password), true;
  return false;
}

void LoginDialogue::take_name(const std::string& name) {
  if (const Account* account = world_.account_book().find(name)) {
    const Thing* body = world_.things().find(account->character);
    name_ = body ? std::string(body->string(key::name)) : name;
    stage_ = Stage::password;
    say("Welcome back, " + name_ + ".");
    return;
  }
  if (Status may = may_create(name); !may) return start_over(may.error());
  name_ = capitalise(name);
  stage_ = Stage::new_password;
  say(name_ + " is new here. Choose a password for " + name_ +
      "; it is not shown. Press Enter alone to give another name.");
}

void LoginDialogue::connect(const std::string& name, const std::string& password) {
  if (name.empty()) return say("Connect as whom? Type: connect NAME PASSWORD");
  if (!world_.account_book().find(name))
    return say("There is no character called " + name +
               " yet. Whoever is new makes one first: create NAME PASSWORD");
  take_name(name);
  if (!password.empty()) check_password(password);
}

void LoginDialogue::create(const std::string& name, const std::string& password) {
  if (name.empty()) return say("Create whom? Type: create NAME PASSWORD");
  if (Status may = may_create(name); !may) return say(may.error());
  name_ = capitalise(name);
  if (password.empty()) {
    stage_ = Stage::new_password;
    return say("Choose a password for " + name_ + ". It is not shown.");
  }
  hash_password(password);
}

Status LoginDialogue::may_create(std::string_view name) const {
  return world_.names().may_take(name);
}

void LoginDialogue::guest() {
  const auto limit = static_cast<size_t>(world_.parts().settings.limits.guests);
  size_t guests = 0;
  for (const auto& [character, session] : world_.sessions().players())
    if (const Thing* body = world_.things().find(character))
      guests += body->flag(key::guest) ? 1U : 0U;
  if (limit && guests >= limit)
    return say("There are as many guests as the town can take. Please type a name instead.");
  PlayerSession& session = session_;
  World& world = world_;
  const bool kept = world.run_turn([&world, &session] {
    Thing& body = world.characters().make(world.characters().guest_name());
    world.things().set(body, key::guest, Value(true));
    world.turns().send(
        session, {EventKind::system, guest_welcome_text(std::string(body.string(key::name)))});
    world.characters().wake(session, body);
  });
  if (!kept) return stay_out();
  session.set_login(nullptr);
}

void LoginDialogue::who() {
  say(who_text(world_));
}

void LoginDialogue::quit() {
  say("Goodbye.");
  session_.close();
}

template <class Answer>
void LoginDialogue::work(std::function<Answer()> job, void (LoginDialogue::*done)(Answer)) {
  session_.set_busy(true);
  World& world = world_;
  const uint64_t serial = session_.serial();
  const bool queued =
      world_.parts().executor.submit([job = std::move(job), done, serial, &world]() -> Completion {
        Answer answer = job();
        return [answer = std::move(answer), done, serial, &world] {
          world.wake([answer, done, serial, &world] {
            PlayerSession* session = world.sessions().find(serial);
            if (!session || !session->login()) return;
            session->set_busy(false);
            world.sessions().touch(*session);
            (session->login()->*done)(answer);
          });
        };
      });
  if (queued) return;
  session_.set_busy(false);
  start_over("Very many people are at the door just now. Please try again in a moment.");
}

void LoginDialogue::check_password(const std::string& password) {
  const Account* account = world_.account_book().find(name_);
  if (!account) return start_over("That character is gone.");
  if (!world_.login_guard().allows(session_.peer()))
    return start_over("Too many wrong passwords lately. Please wait a minute.");
  const std::string hash = account->password_hash;
  work<std::string>(
      [hash, password] { return verify_password(hash, password) ? hash : std::string(); },
      &LoginDialogue::password_checked);
}

void LoginDialogue::password_checked(std::string checked) {
  if (checked.empty()) {
    world_.login_guard().failed(session_.peer());
    world_.parts().log.info("login_failed", {{"peer", session_.peer()}});
    return start_over("That is not the password of " + std::string(name_) + ".");
  }
  const Account* account = world_.account_book().find(name_);
  Thing* body = account ? world_.things().find(account->character) : nullptr;
  if (!body) return start_over("That character is gone.");
  // The password may have been changed meanwhile, or the name been given to somebody else.
  if (account->password_hash != checked)
    return start_over("The password of " + name_ + " has changed just now. Please try again.");
  PlayerSession& session = session_;
  World& world = world_;
  if (!world.run_turn([&world, &session, body] { world.characters().wake(session, *body); }))
    return stay_out();
  session.set_login(nullptr);
}

void LoginDialogue::take_new_password(const std::string& password) {
  if (password.empty()) return start_over("Never mind.");
  if (stage_ == Stage::new_password) {
    chosen_ = password;
    stage_ = Stage::repeat_password;
    return say("Type it once more, to be sure.");
  }
  if (password != chosen_) {
    stage_ = Stage::new_password;
    return say("The two were not the same. Choose a password, or press Enter alone to stop.");
  }
  chosen_.clear();
  hash_password(password);
}

void LoginDialogue::hash_password(const std::string& password) {
  const AccountSettings& cost = world_.parts().settings.accounts;
  work<std::string>(
      [password, salt = world_.secrets().salt(), memory = cost.password_memory_kib,
       passes = cost.password_passes] {
        auto hash = reality::hash_password(password, salt, memory, passes);
        return hash ? *hash : std::string();
      },
      &LoginDialogue::password_hashed);
}

void LoginDialogue::password_hashed(std::string hash) {
  if (hash.empty()) return start_over("The server is short of memory. Please try again.");
  // Somebody else may have taken the name meanwhile.
  if (Status may = may_create(name_); !may) return start_over(may.error());
  if (registering_) {
    register_guest(hash);
  } else {
    make_account(hash);
  }
}

void LoginDialogue::make_account(const std::string& hash) {
  PlayerSession& session = session_;
  World& world = world_;
  const std::string name = name_;
  const bool kept = world.run_turn([&world, &session, &name, &hash] {
    Thing& body = world.characters().make(name);
    world.account_book().set(name, {body.id(), hash, AccountRole::player, world.clock().wall_ms()});
    world.turns().send(session, {EventKind::system, newcomer_text(name)});
    world.characters().wake(session, body);
  });
  if (!kept) return stay_out();
  session.set_login(nullptr);
}

void LoginDialogue::register_guest(const std::string& hash) {
  PlayerSession& session = session_;
  World& world = world_;
  const std::string name = name_;
  const bool kept = world.run_turn([&world, &session, &name, &hash] {
    Thing* body = world.things().find(session.character());
    if (!body) return;
    world.things().set(*body, key::name, Value(name));
    world.things().set(*body, key::guest, Value());
    world.account_book().set(name,
                             {body->id(), hash, AccountRole::player, world.clock().wall_ms()});
    world.turns().send(session, {EventKind::system, registered_text(name)});
  });
  if (!kept) return stay_out();
  session.set_login(nullptr);
}

LoginGuard::Bucket& LoginGuard::bucket(std::string_view peer) {
  auto it = buckets_.find(peer);
  if (it == buckets_.end()) {
    // A full table forgets the address that has been quiet longest.
    if (buckets_.size() >= kMostPeers)
      buckets_.erase(std::min_element(
          buckets_.begin(), buckets_.end(),
          [](const auto& a, const auto& b) { return a.second.filled_us < b.second.filled_us; }));
    const Bucket full{static_cast<double>(per_minute_), clock_.mono_us()};
    it = buckets_.emplace(std::string(peer), full).first;
  }
  Bucket& found = it->second;
  const int64_t now = clock_.mono_us();
  const double refill = static_cast<double>((now - found.filled_us) * per_minute_) / 60e6;
  found.tokens = std::min(static_cast<double>(per_minute_), found.tokens + refill);
  found.filled_us = now;
  return found;
}

bool LoginGuard::allows(std::string_view peer) {
  return per_minute_ == 0 || bucket(peer).tokens >= 1;
}

void LoginGuard::failed(std::string_view peer) {
  if (per_minute_ != 0) bucket(peer).tokens -= 1;
}

}  // namespace reality
