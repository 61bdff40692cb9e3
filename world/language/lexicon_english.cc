// SPDX-License-Identifier: MIT
//
// The English lexicon: tables only.
#include "world/language/lexicon.h"

namespace reality {
namespace {

using Classes = std::vector<std::pair<WordClass, std::string>>;

Classes classes() {
  using enum WordClass;
  return {
      {article, "the a an some"},
      {indefinite, "a an"},
      {joiner, "and & ,"},
      {then, "then"},
      {all, "all everything each every"},
      {except, "but except excepting excluding save without"},
      {except_two, "apart other aside"},
      {except_end, "for from than not"},
      {one, "one ones"},
      {ones, "ones"},
      {any, "any either whichever"},
      {both, "both"},
      {other, "other"},
      {another, "another"},
      {of, "of"},
      {more, "more"},
      {here, "here"},
      {mine, "mine"},
      {yours, "yours"},
      {his, "his hers theirs its"},
      {last, "last"},
      {place, "in inside on under beneath behind"},
      {demonstrative, "this that these those"},
      {back, "back"},
      {between, "with from to at into onto through using off"},
      {WordClass::room, "room place sight view reach area"},
      {stuff, "things thing items item stuff objects object"},
      {pair, "couple pair"},
      {cancel, "cancel nothing none neither nobody nowhere nevermind forget stop"},
      {negation, "not"},
      {yes, "yes y yeah yep yup sure ok okay aye certainly"},
      {no, "no n nope nah nay never"},
      {courtesy_end, "please now thanks too then though already immediately"},
      {adverb,
       "quickly slowly carefully gently quietly softly loudly now just really simply again "
       "immediately hastily cautiously silently gingerly calmly gladly maybe perhaps well over "
       "very firmly boldly happily sadly suddenly somehow first"},
      {order, "tell ask order command instruct"},
      {to, "to"},
      {WordClass::again, "again g repeat"},
      {oops, "oops o"},
  };
}

LexiconTables::Pairs directions() {
  LexiconTables::Pairs pairs = {
      {"u", "up"},         {"upstairs", "up"},     {"upward", "up"},     {"upwards", "up"},
      {"d", "down"},       {"downstairs", "down"}, {"downward", "down"}, {"downwards", "down"},
      {"inside", "in"},    {"inwards", "in"},      {"indoors", "in"},    {"outside", "out"},
      {"outwards", "out"}, {"outdoors", "out"},    {"ne", "northeast"},  {"nw", "northwest"},
      {"se", "southeast"}, {"sw", "southwest"},    {"n", "north"},       {"s", "south"},
      {"e", "east"},       {"w", "west"},
  };
  for (const char* full : {"north", "south", "east", "west", "northeast", "northwest", "southeast",
                           "southwest", "up", "down", "in", "out"}) {
    const std::string word = full;
    pairs.emplace_back(word, word);
    if (word.size() < 4 || word == "down") continue;
    for (const char* end : {"ward", "wards", "bound"}) pairs.emplace_back(word + end, word);
    if (word.size() < 6) continue;
    const std::string dashed = word.substr(0, 5) + "-" + word.substr(5);
    for (const char* end : {"", "ward", "wards"}) pairs.emplace_back(dashed + end, word);
  }
  return pairs;
}

using Rewrites = std::vector<Rewrite>;

// What beginners type, by and large, and what helps them then.

// Questions about the place.
Rewrites place_questions() {
  return {
      {"who is/are here", "look"},
      {"who's here", "look"},
      {"who else is here", "look"},
      {"is anybody/anyone/somebody/someone here/there/around", "look", true},
      {"what is/are here", "look"},
      {"what's here", "look"},
      {"what is around me", "look"},
      {"what do/can i see", "look"},
      {"what do you see", "look"},
      {"where am i", "look"},
      {"where is this", "look"},
      {"look at/around everything/all/everybody/everyone", "look"},
      {"look/l at/around here/room/me", "look"},
      {"examine/x everything/all/room/here/surroundings", "look"},
      {"show me the room", "look"},
      {"describe the room", "look"},
  };
}

// Questions about ways.
Rewrites way_questions() {
  return {
      {"where can/could/do/should/might i go", "exits"},
      {"where can/could/do/should i go now/next", "exits"},
      {"where are the exits", "exits"},
      {"where to/now", "exits"},
      {"what are the exits", "exits"},
      {"which way/ways", "exits"},
      {"which way can/do i go", "exits"},
      {"how do/can i get/go out", "exits", true},
      {"how do/can i leave", "exits", true},
      {"how do/can i move/walk", "exits", true},
  };
}

// Questions about oneself.
Rewrites own_questions() {
  return {
      {"what do i have/carry/hold", "inventory"},
      {"what have i got/", "inventory"},
      {"what am i carrying/holding/wearing", "inventory"},
      {"what is in my hands/pockets/bag", "inventory"},
      {"who am i", "examine me"},
      {"what am i", "examine me"},
  };
}

// Questions about things and people.
Rewrites thing_questions() {
  return {
      {"what is/are this/that", "examine it"},
      {"what's this/that", "examine it"},
      {"what is/are in/inside *", "look in *"},
      {"what's in/inside *", "look in *"},
      {"whats in/inside *", "look in *"},
      {"what is/are on *", "look on *"},
      {"what's on *", "look on *"},
      {"what is/are under/beneath *", "look under *"},
      {"what's under/beneath *", "look under *"},
      {"what is/are behind *", "look behind *"},
      {"what's behind *", "look behind *"},
      {"is there anything in/inside *", "look in *", true},
      {"is there anything on *", "look on *", true},
      {"is there anything under/beneath *", "look under *", true},
      {"is there anything behind *", "look behind *", true},
      {"is/are there *", "where is *", true},
      {"is/are * open/closed/shut/locked/unlocked/lit/on/off/empty/full/heavy/hot/cold",
       "examine *", true},
      {"is/are * here", "where is *", true},
      {"do you/i see *", "where is *", true},
      {"what is/are *", "examine *"},
      {"what's *", "examine *"},
      {"whats *", "examine *"},
      {"who is/are *", "examine *"},
      {"who's *", "examine *"},
      {"what does * look like", "examine *"},
      {"tell me about *", "examine *", true},
      {"tell me what * is/are", "examine *", true},
      {"tell me where * is/are", "where is *", true},
      {"how many * are/is there/here", "count *", true},
      {"how many * do i have", "count *", true},
      {"how many *", "count *"},
      {"show me *", "examine *"},
      {"describe *", "examine *"},
      {"look/l at/to *", "examine *"},
      {"look/l *", "examine *"},
      {"where are *", "where is *"},
      {"where is/are *", "examine *"},
      {"where's *", "where is *"},
      {"wheres *", "where is *"},
      {"who has/holds *", "where is *"},
      {"look/search/hunt for *", "find *", true},
  };
}

// Cries for help.
Rewrites cries_for_help() {
  return {
      {"help me", "help", true},
      {"help me please", "help", true},
      {"i need help", "help"},
      {"ask for help/hint/hints", "help", true},
      {"i need a hint", "help"},
      {"what now", "help"},
      {"what next", "help"},
      {"now what", "help"},
      {"what do/should/can/could/must i do", "help"},
      {"what do/should/can/could/must i do now/next/here/first", "help"},
      {"what am i supposed to do", "help"},
      {"what is the goal/point/aim/game", "help"},
      {"what is there to do", "help"},
      {"what is going on", "help"},
      {"what is this game/place", "help"},
      {"how do/can i *", "help"},
      {"how to *", "help"},
      {"how does this work", "help"},
      {"i do not know *", "help"},
      {"i don't know *", "help"},
      {"i don't know", "help"},
      {"i dont know *", "help"},
      {"i dont know", "help"},
      {"i am/was lost/stuck/confused/new", "help"},
      {"i'm/im lost/stuck/confused/new", "help"},
      {"i am/was new here", "help"},
      {"i'm/im new here", "help"},
      {"stuck", "help"},
      {"commands/instructions/tutorial/hints/menu", "help"},
      {"start/begin/continue/play", "help"},
  };
}

// Moving.
Rewrites movements() {
  return {
      {"head/proceed/move/travel/run/wander/stroll/climb/step *", "go *"},
      {"walk/go/run/move/step/come over/up/back/towards/toward to *", "go to *"},
      {"walk/go/run/move/step/head back *", "go *"},
      {"go/walk/run up/down *", "climb *"},
      {"walk/go/run/move/step over/back/towards/toward/near *", "go to *"},
      {"walk/go/run/move/head/travel/return/step to *", "go to *"},
      {"walk/go/run/move/head/step/turn/get back", "go to back"},
      {"back/return", "go to back", true},
      {"go/walk back to *", "go to *"},
      {"go/walk/run/head * way", "go *"},
      {"go/walk/run/head to *", "go *"},
      {"goto *", "go to *"},
      {"approach *", "go to *"},
      {"follow/chase/pursue *", "go to *"},
      {"return to *", "go to *"},
      {"go/walk/run *", "go to *"},
  };
}

// Sentences that say what somebody does.
Rewrites sentences() {
  return {
      {"i will/shall/must/should/can/could/now/then/just *", "*"},
      {"i'll *", "*"},
      {"i am going to *", "*"},
      {"i'm going to *", "*"},
      {"i'm gonna *", "*"},
      {"i want/need the/a/an/that/my *", "take *"},
      {"i need to *", "*"},
      {"i wanna *", "*"},
      {"i think/guess/suppose i will/should/must/shall *", "*", true},
      {"i think/guess/suppose i'll *", "*", true},
      {"have *", "take *"},
      {"get/bring/fetch me *", "take *", true},
      {"i *", "*"},
      {"let us *", "*"},
      {"let's *", "*"},
      {"lets *", "*"},
      {"we *", "*"},
      {"you *", "*"},
      {"now *", "*"},
      {"then *", "*"},
      {"and *", "*"},
      {"ok/okay/well/so/yes/no/right *", "*"},
      {"go/proceed and *", "*"},
      {"go *", "*"},
      {"do *", "*"},
      {"start/begin *", "*"},
      {"grab/fetch/collect/steal/acquire/snatch/obtain *", "take *"},
      {"put/place/set/leave/lay * there", "put * in it", true},
      {"put/place/set/leave/lay * here", "drop *", true},
      {"pick * up", "take *"},
      {"put * down", "drop *"},
      {"pick up *", "take *"},
      {"read/check/inspect/study/view/see/watch/observe *", "examine *"},
      {"check/see", "look"},
      {"check out *", "examine *"},
  };
}

// Small talk.
Rewrites small_talk() {
  return {
      {"hello/hi/hey/greetings/hallo there/all/everybody/everyone", "hello", true},
      {"hey/greetings/hallo/howdy/yo", "hello"},
      {"good morning/evening/afternoon/day/night", "hello"},
      {"bye/goodbye/farewell", "!goodbye"},
      {"thanks/thank/ta/cheers", "!thanks"},
      {"thanks/thank *", "!thanks"},
      {"thank you", "!thanks", true},
      {"yes/y/yeah/yep/sure", "!nothing_asked"},
      {"no/nope/nah", "!nothing_asked"},
      {"ok/okay/right/fine/alright/good/great/nice/cool/wow/lol/haha", "!all_right"},
      {"sorry/pardon", "!all_right"},
      {"i am/was sorry", "!all_right"},
      {"test/testing/hm/hmm/um/er", "!all_right"},
      {"damn/damnit/shit/fuck/hell/crap/bugger/bollocks/arse/bastard", "!swearing"},
      {"damn/damnit/shit/fuck/crap/bugger *", "!swearing"},
      {"you suck", "!swearing"},
      {"this sucks", "!swearing"},
      {"undo", "!no_undo"},
      {"save/restore/restart/load", "!no_need_to_save"},
      {"save/load/restore game", "!no_need_to_save"},
      {"maybe/perhaps", "!nothing_asked"},
      {"i'm/im bored/scared/afraid/tired/sad/happy/hungry/thirsty", "!all_right"},
      {"i am bored/scared/afraid/tired/sad/happy/hungry/thirsty", "!all_right"},
      {"none/neither/both/nobody/nothing/cancel/nevermind", "!nothing_asked"},
      {"never mind", "!nothing_asked"},
      {"none/neither/both of them/those/these", "!nothing_asked"},
      {"why/how/what/when", "!too_short"},
      {"why/when *", "!no_reasons"},
  };
}

Rewrites rewrites() {
  Rewrites all;
  for (const auto group : {place_questions, way_questions, own_questions, thing_questions,
                           cries_for_help, movements, sentences, small_talk})
    for (Rewrite& one : Rewrites(group())) all.push_back(std::move(one));
  return all;
}

std::vector<std::string> courtesies() {
  return {"i would like you to",
          "i would like to",
          "i want you to",
          "could you please",
          "would you please",
          "can you please",
          "i'd like you to",
          "would you kindly",
          "i'd like to",
          "i want to",
          "i wish to",
          "i need to",
          "i have to",
          "i try to",
          "may i please",
          "can i please",
          "can you",
          "could you",
          "would you",
          "will you",
          "can i",
          "could i",
          "may i",
          "please",
          "try to",
          "try and",
          "attempt to",
          "let me",
          "kindly",
          "just",
          "now please",
          "i am going to",
          "i'm going to"};
}

LexiconTables tables() {
  LexiconTables made;
  made.classes = classes();
  made.directions = directions();
  made.numbers = {"zero",     "one",     "two",     "three",     "four",     "five",     "six",
                  "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",   "thirteen",
                  "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"};
  made.ordinals = {"first",   "second", "third", "fourth", "fifth",    "sixth",
                   "seventh", "eighth", "ninth", "tenth",  "eleventh", "twelfth"};
  made.pronouns = {{"it", Pronoun::it},      {"this", Pronoun::it},    {"that", Pronoun::it},
                   {"him", Pronoun::him},    {"her", Pronoun::her},    {"them", Pronoun::them},
                   {"these", Pronoun::them}, {"those", Pronoun::them}, {"me", Pronoun::me},
                   {"myself", Pronoun::me},  {"self", Pronoun::me}};
  made.owners = {{"my", Pronoun::me},   {"your", Pronoun::you}, {"his", Pronoun::him},
                 {"her", Pronoun::her}, {"its", Pronoun::it},   {"their", Pronoun::them}};
  made.courtesies = courtesies();
  made.courtesy_ends = {"for me",     "if you please", "if you can",    "if possible",  "would you",
                        "could you",  "will you",      "thank you",     "thanks a lot", "right now",
                        "right away", "at once",       "one more time", "once more",    "for now"};
  made.common_verbs = {"examine", "take", "drop",  "open", "inventory", "look",   "put",  "close",
                       "wear",    "give", "read",  "push", "remove",    "unlock", "lock", "listen",
                       "exits",   "wait", "enter", "help", "search",    "climb",  "sit",  "throw"};
  made.rewrites = rewrites();
  made.irregular = {"man",  "men",  "woman", "women", "child", "children", "person", "people",
                    "foot", "feet", "tooth", "teeth", "goose", "geese",    "mouse",  "mice",
                    "die",  "dice", "ox",    "oxen",  "sheep", "sheep",    "fish",   "fish"};
  made.english_endings = true;
  return made;
}

}  // namespace

const Lexicon& Lexicon::english() {
  static const Lexicon kEnglish(tables());
  return kEnglish;
}

}  // namespace reality
