-- behaviours/speaking_tube.lua: what is said into one end comes out of the other (`far_end`).

local function speak(self, act)
  steps.reach(act, self)
  act:show('{actor} {say/says} into {the self}, "{words}"', { kind = "speech" })
  if self.far_end then
    self.far_end:show('Out of {the self} comes a hollow voice: "{words}"',
      { words = act.words, kind = "speech" })
  end
end

local function say_what()
  refuse('One would have to say something into it: "speak into tube hello".')
end

return {
  properties = { far_end = ref },
  verbs = {
    ["speak/talk/shout into {self} {words:text}"] = speak,
    ["speak/talk/shout into {self}"] = say_what,
    ["say/shout/whisper {words:text} into {self}"] = speak,
  },
}
