// SPDX-License-Identifier: MIT
#include "world/post/post_office.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/stage.h"
#include "world/people/names.h"
#include "world/state/keys.h"

namespace reality {
namespace {

OutsideLetter letter_to(const std::string& name, const std::string& digest = "one") {
  OutsideLetter letter;
  letter.sender = "orla@far.example.org";
  letter.recipients = {name};
  letter.from = "Orla";
  letter.subject = "The tide";
  letter.text = "It has turned.\n\nYours, Orla";
  letter.digest = digest;
  return letter;
}

class PostOfficeTest : public testing::Test {
 protected:
  PostAnswer take(const OutsideLetter& letter) {
    PostAnswer answer{PostVerdict::failed, 0};
    stage_.world().take(letter, [&](PostAnswer given) { answer = given; });
    stage_.settle();
    return answer;
  }
  const Thing& body(const std::string& name) {
    return *stage_.world().things().find(stage_.world().account_book().find(name)->character);
  }
  size_t kept(const std::string& name, LetterState state) {
    return stage_.world().post_office().kept(body(name), state).size();
  }

  Stage stage_;
};

TEST_F(PostOfficeTest, AStrangersLetterWaitsAtTheCounterUntilItIsClaimed) {
  Actor& ann = stage_.enter("Ann");
  EXPECT_EQ(take(letter_to("ann")).verdict, PostVerdict::accepted);
  EXPECT_NE(ann.seen().find("a postmarked letter from Orla"), std::string::npos);
  EXPECT_EQ(kept("Ann", LetterState::counter), 1U);
  EXPECT_EQ(stage_.world().figures().letters_waiting, 1);
  EXPECT_EQ(stage_.evaluate("#mail.kept(players()[1])"), "0");
  Thing& letter = *stage_.world().post_office().kept(body("Ann"), LetterState::counter).front();
  stage_.world().run_turn([&] {
    Thing& reader = *stage_.world().things().find(body("Ann").id());
    EXPECT_TRUE(stage_.world().post_office().collect(reader, letter));
  });
  EXPECT_EQ(letter.holder(), &body("Ann"));
  EXPECT_EQ(letter.string(key::writing), "It has turned.\n\nYours, Orla");
  // From now on Orla is known.
  take(letter_to("Ann", "two"));
  EXPECT_EQ(kept("Ann", LetterState::kept), 1U);
  EXPECT_EQ(kept("Ann", LetterState::counter), 0U);
}

TEST_F(PostOfficeTest, TheNullSenderIsAStrangerEveryTime) {
  stage_.enter("Ann");
  OutsideLetter letter = letter_to("ann");
  letter.sender.clear();
  take(letter);
  EXPECT_EQ(kept("Ann", LetterState::counter), 1U);
  stage_.world().run_turn([&] {
    Thing& reader = *stage_.world().things().find(body("Ann").id());
    PostOffice& office = stage_.world().post_office();
    office.collect(reader, *office.kept(reader, LetterState::counter).front());
  });
  letter.digest = "two";
  take(letter);
  EXPECT_EQ(kept("Ann", LetterState::counter), 1U);
  EXPECT_EQ(kept("Ann", LetterState::kept), 0U);
}

TEST_F(PostOfficeTest, NobodyCollectsTheLettersOfOthers) {
  stage_.enter("Ann");
  stage_.enter("Tom");
  take(letter_to("ann"));
  Thing& letter = *stage_.world().post_office().kept(body("Ann"), LetterState::counter).front();
  stage_.world().run_turn([&] {
    Thing& tom = *stage_.world().things().find(body("Tom").id());
    EXPECT_FALSE(stage_.world().post_office().collect(tom, letter));
  });
  EXPECT_EQ(kept("Ann", LetterState::counter), 1U);
}

TEST_F(PostOfficeTest, TheSameMessageMakesOneLetterForEachRecipient) {
  stage_.enter("Ann");
  stage_.enter("Tom");
  OutsideLetter both = letter_to("ann");
  both.recipients.emplace_back("tom");
  for (int i = 0; i < 3; ++i) EXPECT_EQ(take(both).verdict, PostVerdict::accepted);
  EXPECT_EQ(take(letter_to("ANN")).verdict, PostVerdict::accepted);
  EXPECT_EQ(kept("Ann", LetterState::counter), 1U);
  EXPECT_EQ(kept("Tom", LetterState::counter), 1U);
  // A week later it is a message like any other.
  stage_.pass(1);
  stage_.clock().advance_us(int64_t{8} * 86400 * 1'000'000);
  take(letter_to("ann", "other"));
  take(letter_to("ann"));
  EXPECT_EQ(kept("Ann", LetterState::counter), 3U);
}

TEST_F(PostOfficeTest, TheChoiceOfTheReaderCounts) {
  stage_.enter("Ann");
  const PostOffice& office = stage_.world().post_office();
  EXPECT_EQ(office.may_write("nobody-here", "orla@x"), PostVerdict::unknown);
  EXPECT_EQ(office.may_write("Ann", "orla@x"), PostVerdict::accepted);
  stage_.type("Ann", "letters from nobody");
  EXPECT_EQ(office.may_write("Ann", "orla@x"), PostVerdict::closed);
  EXPECT_EQ(take(letter_to("ann")).verdict, PostVerdict::closed);
  stage_.type("Ann", "letters from everybody");
  EXPECT_EQ(take(letter_to("ann")).verdict, PostVerdict::accepted);
  EXPECT_EQ(kept("Ann", LetterState::kept), 1U);
}

TEST_F(PostOfficeTest, ToAllRecipientsOrToNone) {
  stage_.enter("Ann");
  stage_.enter("Tom");
  stage_.type("Tom", "letters from nobody");
  OutsideLetter both = letter_to("ann");
  both.recipients.emplace_back("tom");
  EXPECT_EQ(take(both).verdict, PostVerdict::closed);
  EXPECT_EQ(kept("Ann", LetterState::counter), 0U);
  EXPECT_EQ(take(letter_to("ann")).verdict, PostVerdict::accepted);
}

TEST_F(PostOfficeTest, HostileWordsAreMadeSafe) {
  stage_.enter("Ann");
  OutsideLetter letter = letter_to("ann");
  letter.from = "Or\x1b[31mla\r\n\xe2\x80\xae";
  letter.subject = "a\nb\x07";
  letter.text = "one\x1b]52;c;x\x07two\xff\xfb\x01\nthree {actor}";
  take(letter);
  const Thing& made = *stage_.world().post_office().kept(body("Ann"), LetterState::counter).front();
  for (const Atom text : {key::from, key::subject, key::writing, key::name})
    for (const char c : made.string(text))
      EXPECT_TRUE(static_cast<unsigned char>(c) >= 0x20 || c == '\n') << made.string(text);
  EXPECT_EQ(made.string(key::from).find("\xe2\x80\xae"), std::string::npos);
}

TEST_F(PostOfficeTest, TheKeepersReadWhatThePostmasterGets) {
  stage_.enter("Ann");
  EXPECT_EQ(take(letter_to("Postmaster")).verdict, PostVerdict::accepted);
  EXPECT_EQ(kept("Ann", LetterState::kept), 0U);
  stage_.type("Ann", "claim " + stage_.world().claim_code());
  EXPECT_EQ(kept("Ann", LetterState::kept), 1U);
}

TEST_F(PostOfficeTest, AThingReadsItsLetterInATurnOfItsOwn) {
  EXPECT_EQ(take(letter_to("oracle")).verdict, PostVerdict::accepted);
  EXPECT_EQ(stage_.evaluate("#thing('pellwick.statue').asked"), "1");
  // The letter is used up, and so is its record.
  EXPECT_EQ(stage_.world().post_records().count(LetterState::queued), 0U);
  EXPECT_EQ(stage_.world().post_records().count(LetterState::out), 0U);
}

TEST_F(PostOfficeTest, OneNamespaceForPlayersThingsAndTheServer) {
  const Names& names = stage_.world().names();
  for (const char* taken : {"oracle", "postmaster", "abuse", "guest", "connect", "b-x1", "who"})
    EXPECT_FALSE(names.may_take(taken).ok()) << taken;
  EXPECT_TRUE(names.may_take("Orla").ok());
  EXPECT_NE(names.thing("ORACLE"), nullptr);
  EXPECT_EQ(names.thing("statue"), nullptr);
}

TEST_F(PostOfficeTest, AFullBoxTakesNoMore) {
  stage_.enter("Ann");
  for (int i = 0; i < 200; ++i)
    ASSERT_EQ(take(letter_to("ann", std::to_string(i))).verdict, PostVerdict::accepted);
  EXPECT_EQ(take(letter_to("ann", "one more")).verdict, PostVerdict::full);
  // The answer to the one that filled it may have been lost on the way.
  EXPECT_EQ(take(letter_to("ann", "199")).verdict, PostVerdict::accepted);
  EXPECT_EQ(kept("Ann", LetterState::counter), 200U);
}

TEST_F(PostOfficeTest, NobodyFillsTheBoxOfAnotherAlone) {
  stage_.enter("Ann");
  stage_.enter("Tom");
  World& world = stage_.world();
  world.run_turn([&] {
    PostOffice& office = world.post_office();
    const Addressee ann = office.find("Ann");
    for (int i = 0; i < 21; ++i) {
      Thing& letter = office.write("Tom", "Ann", "again");
      world.things().set(letter, key::writer, Value(body("Tom").id()));
      EXPECT_EQ(office.post(letter, ann), i < 20 ? PostVerdict::accepted : PostVerdict::full);
    }
  });
  EXPECT_EQ(take(letter_to("ann")).verdict, PostVerdict::accepted);
}

TEST_F(PostOfficeTest, WhatIsTooLongIsCutAndSaysSo) {
  stage_.enter("Ann");
  OutsideLetter letter = letter_to("ann");
  letter.text = std::string(100'000, 'x');
  take(letter);
  const std::string_view words = stage_.world()
                                     .post_office()
                                     .kept(body("Ann"), LetterState::counter)
                                     .front()
                                     ->string(key::writing);
  EXPECT_LT(words.size(), 33'000U);
  EXPECT_TRUE(words.ends_with("[The rest was too long for the post.]"));
}

TEST_F(PostOfficeTest, ALetterWaitsForAReaderThatIsSetAside) {
  Behaviour& oracle = *stage_.world().behaviours().find("oracle");
  take(letter_to("oracle", "before"));
  oracle.set_aside = true;
  EXPECT_EQ(take(letter_to("oracle")).verdict, PostVerdict::closed);
  oracle.set_aside = false;
  stage_.world().run_turn([&] {
    PostOffice& office = stage_.world().post_office();
    office.post(office.write("Tom", "oracle", "What now?"), office.find("oracle"));
  });
  oracle.set_aside = true;
  stage_.settle();
  EXPECT_EQ(stage_.world().post_records().count(LetterState::queued), 1U);
  oracle.set_aside = false;
  stage_.world().post_office().resume();
  stage_.settle();
  EXPECT_EQ(stage_.world().post_records().count(LetterState::queued), 0U);
  EXPECT_EQ(stage_.evaluate("#thing('pellwick.statue').asked"), "2");
}

TEST_F(PostOfficeTest, WhoGoesForGoodTakesHisLettersAlong) {
  stage_.enter("Ann").vanish();
  take(letter_to("ann"));
  stage_.world().remove_account("Ann", [](const Status& status) { EXPECT_TRUE(status.ok()); });
  stage_.settle();
  EXPECT_EQ(stage_.world().figures().letters_waiting, 0);
  EXPECT_EQ(take(letter_to("ann", "late")).verdict, PostVerdict::unknown);
}

}  // namespace
}  // namespace reality
