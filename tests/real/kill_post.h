// SPDX-License-Identifier: MIT
//
// The post of the kill harness: what senders outside write to those who live there, what they were
// told became of it, and whether the letters that stand in the database agree with that. A letter
// is known by its token, which stands in its subject and on both ends of its text. Functions
// without a server; only read_letters() opens a file.
// Tests: tests/real/kill_post_test.cc.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "engine/result.h"
#include "tests/real/kill_notes.h"
#include "tests/real/smtp_client.h"

namespace reality {

/// A letter that somebody has begun to hand in, with what the sender can swear to.
struct SentLetter {
  std::string sender;  // a name
  size_t number = 0;   // among the sender's letters
  std::vector<std::string> recipients;
  bool taken = false;  // 250 was read behind the final dot
  size_t times = 0;    // handed in

  std::string token() const;
  /// The same bytes and the same envelope each time.
  SmtpMessage message() const;
};

/// A letter as it stands in the database.
struct FoundLetter {
  std::string subject;
  std::string addressee;
  std::string text;
  bool kept = true;  // the post knows of it and it lies in a box of its reader's
};

struct PostFindings {
  std::vector<FoundLetter> letters;  // from outside
  std::vector<FoundNote> notes;      // written in the world
  size_t receipts = 0;
};

/// Reads every letter out of a database that nobody serves. Its file may be written to.
Result<PostFindings> read_letters(const std::string& database);

/// What `found` contradicts: a letter that was taken is there once for each of its recipients; one
/// that was not is there once for all of them or for none; there is nothing else.
std::vector<std::string> judge_post(const std::vector<SentLetter>& sent, const PostFindings& found);

}  // namespace reality
