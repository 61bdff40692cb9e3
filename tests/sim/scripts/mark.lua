-- verbs/mark.lua: answers with the word that was given, and does nothing else. Whoever reads the
-- answer knows that everything they had typed before has been acted on.
return {
  help = "mark: for the simulation.",
  grammar = {
    ["mark {word:text}"] = function(act) act:tell("Marked {word}.", { word = act.word }) end,
  },
}
