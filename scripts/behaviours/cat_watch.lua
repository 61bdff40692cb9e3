-- behaviours/cat_watch.lua: a room where a cat keeps its paw on things of one kind.
return {
  properties = { cat = ref, watched = "library.lamp" },
  before = {
    ["take {thing}"] = function(self, act)
      local cat = self.cat
      if not cat or not cat.guarding or not act.thing:is_a(self.watched) then return end
      if act.thing.holder == act.actor then return end
      refuse("{the cat} {put/puts} a heavy paw on {the thing} and {look/looks} at you. "
        .. "{they cat} {want/wants} something first, and it is not fish.", { cat = cat })
    end,
  },
}
