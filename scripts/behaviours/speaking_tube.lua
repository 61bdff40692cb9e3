-- behaviours/speaking_tube.lua: what is said into one end comes out of the other (`far_end`).

local function speak(self, act)
  steps.reach(act, self)
  act:show('{actor} {say/says} into {the self}, "{words}"', { kind = "speech" })
  if self.far_end then
    self.far_end:show('Out of {the self} comes a hollow voice: "{words}"',
      { words = act.words, kind = "speech" })
  end
end

return {
  properties = { far_end = ref },
  verbs = {
    ["speak/talk/shout into {self} {words:text}"] = speak,
  },
}
