// SPDX-License-Identifier: MIT
#include "tests/real/kill_post.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <variant>

#include "engine/db.h"

namespace reality {
namespace {

// All that is a letter in any way: by its property or by the post's own book.
constexpr std::string_view kLetters = R"(
  WITH hole(box, reader) AS MATERIALIZED (
    SELECT mine.value, name.value
      FROM property AS mine JOIN property AS name ON name.thing = mine.thing AND name.key = 'name'
     WHERE mine.key = 'pigeon_hole'
    UNION ALL SELECT value, 'postmaster' FROM meta WHERE name = 'postmaster_box')
  SELECT subject.value, addressee.value, writing.value,
         letter.state IN ('kept', 'counter') AND EXISTS (
           SELECT 1 FROM hole WHERE box = thing.holder AND reader = addressee.value),
         writer.value IS NOT NULL, thing.holder = writer.value
    FROM (SELECT thing FROM property WHERE key = 'letter' UNION SELECT thing FROM letter) AS one
    LEFT JOIN thing ON thing.id = one.thing
    LEFT JOIN letter ON letter.thing = one.thing
    LEFT JOIN property AS subject ON subject.thing = one.thing AND subject.key = 'subject'
    LEFT JOIN property AS addressee ON addressee.thing = one.thing AND addressee.key = 'addressee'
    LEFT JOIN property AS writing ON writing.thing = one.thing AND writing.key = 'writing'
    LEFT JOIN property AS writer ON writer.thing = one.thing AND writer.key = 'writer')";

using Copies = std::map<std::string, std::map<std::string, size_t>>;  // by token and recipient

// What stands in the text between its two ends; some lines begin with a dot.
std::string filling(size_t number) {
  std::string text;
  for (size_t i = 0; i < number % 40; ++i)
    text += (i % 7 == 3 ? "." : "") + std::string("line ") + std::to_string(i) + " of many\n";
  return text;
}

std::string text_of(const SentLetter& letter) {
  return "This begins " + letter.token() + ".\n" + filling(letter.number) + "This ends " +
         letter.token() + ".";
}

// RFC 5321 4.5.2: a dot before a line's own.
std::string stuffed(const std::string& text) {
  std::string data;
  bool begins = true;
  for (const char c : text) {
    if (begins && c == '.') data += '.';
    begins = c == '\n';
    data += begins ? "\r\n" : std::string(1, c);
  }
  return data;
}

std::string in_words(const SentLetter& letter, const std::string& recipient) {
  return letter.token() + " to " + recipient;
}

void judge_letter(const SentLetter& letter, const std::map<std::string, size_t>& copies,
                  std::vector<std::string>& problems) {
  size_t there = 0;
  for (const std::string& recipient : letter.recipients) {
    const auto found = copies.find(recipient);
    const size_t count = found == copies.end() ? 0 : found->second;
    there += count == 0 ? 0 : 1;
    if (count == 0 && letter.taken)
      problems.push_back(in_words(letter, recipient) + " was taken and is lost");
    if (count > 1)
      problems.push_back(in_words(letter, recipient) + " is there " + std::to_string(count) +
                         " times, handed in " + std::to_string(letter.times) + " times");
  }
  if (there > 0 && there < letter.recipients.size())
    problems.push_back(letter.token() + " came to some of its recipients alone");
  for (const auto& [recipient, count] : copies)
    if (std::find(letter.recipients.begin(), letter.recipients.end(), recipient) ==
        letter.recipients.end())
      problems.push_back(in_words(letter, recipient) + " was not written to them");
}

// One letter by itself: somebody's, whole and in its place.
void judge_found(const FoundLetter& found, const SentLetter* letter,
                 std::vector<std::string>& problems) {
  if (letter == nullptr) {
    problems.push_back("nobody sent \"" + found.subject + "\"");
  } else if (found.text != text_of(*letter)) {
    problems.push_back(in_words(*letter, found.addressee) + " is maimed: " + found.text);
  } else if (!found.kept) {
    problems.push_back(in_words(*letter, found.addressee) + " lies in the wrong place");
  }
}

}  // namespace

std::string SentLetter::token() const {
  return "word-" + sender + "-" + std::to_string(number);
}

SmtpMessage SentLetter::message() const {
  SmtpMessage message;
  // Now and then as a machine would send it.
  if (number % 8 != 7) message.sender = sender + "@sender.example";
  for (const std::string& recipient : recipients)
    message.recipients.push_back(recipient + "@localhost");
  message.data = "From: " + sender + " <" + sender + "@sender.example>\r\nSubject: " + token() +
                 "\r\nMessage-ID: <" + token() + "@sender.example>\r\n\r\n" +
                 stuffed(text_of(*this) + "\n");
  return message;
}

Result<PostFindings> read_letters(const std::string& database) {
  auto db = Db::open(database, Db::Access::read_write);
  if (!db) return Error{db.error()};
  auto rows = db->prepare(kLetters);
  if (!rows) return Error{rows.error()};
  PostFindings found;
  while (rows->step()) {
    const std::string addressee(rows->text(1));
    const std::string text(rows->text(2));
    const bool kept = rows->integer(3) != 0;
    if (rows->integer(4) != 0) {
      found.notes.push_back({text, addressee, rows->integer(5) != 0, kept});
    } else {
      found.letters.push_back({std::string(rows->text(0)), addressee, text, kept});
    }
  }
  if (Status read = rows->status(); !read) return Error{read.error()};
  const auto receipts = db->ask("SELECT count(*) FROM receipt");
  if (!receipts) return Error{receipts.error()};
  found.receipts = static_cast<size_t>(std::get<int64_t>(*receipts));
  return found;
}

std::vector<std::string> judge_post(const std::vector<SentLetter>& sent,
                                    const PostFindings& found) {
  std::vector<std::string> problems;
  std::map<std::string, const SentLetter*> by_token;
  for (const SentLetter& letter : sent) by_token.emplace(letter.token(), &letter);
  Copies copies;
  for (const FoundLetter& letter : found.letters) {
    const auto known = by_token.find(letter.subject);
    judge_found(letter, known == by_token.end() ? nullptr : known->second, problems);
    ++copies[letter.subject][letter.addressee];
  }
  for (const SentLetter& letter : sent) judge_letter(letter, copies[letter.token()], problems);
  // Kept in the same turn, so neither is there without the other.
  if (found.receipts != found.letters.size())
    problems.push_back("there are " + std::to_string(found.receipts) + " receipts for " +
                       std::to_string(found.letters.size()) + " letters");
  return problems;
}

}  // namespace reality
