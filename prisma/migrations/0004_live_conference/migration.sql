-- What the tables say in other columns from now on is put aside, and put back below.
CREATE TEMP TABLE "ConferenceBefore" AS SELECT "id", "consultId", "kind"::text AS "kind", "state"::text AS "state", "createdById", "createdAt", "openedAt", "closedAt", "startsAt", "endsAt" FROM "Conference";
DROP TRIGGER fixed ON "Minutes";
CREATE TEMP TABLE "MinutesBefore" AS SELECT * FROM "Minutes";
DELETE FROM "Minutes";
-- So far by hand: what has to be put aside first

-- CreateEnum
CREATE TYPE "MinutesRoad" AS ENUM ('electronic', 'paper');

-- CreateEnum
CREATE TYPE "ConfirmingRole" AS ENUM ('scribe', 'chair', 'treating');

-- CreateEnum
CREATE TYPE "ConferenceApproval" AS ENUM ('none', 'awaiting', 'approved', 'refused');

-- CreateEnum
CREATE TYPE "AgendaState" AS ENUM ('waiting', 'done', 'moved', 'dropped');

-- CreateEnum
CREATE TYPE "SiteState" AS ENUM ('invited', 'confirmed', 'declined', 'checked');

-- CreateEnum
CREATE TYPE "EntryOutcome" AS ENUM ('admitted', 'refused');

-- CreateEnum
CREATE TYPE "SeriesSkip" AS ENUM ('holiday', 'taken', 'cancelled');

-- AlterEnum
ALTER TYPE "AccessKind" ADD VALUE 'deputy';

-- AlterEnum
ALTER TYPE "ClockKind" ADD VALUE 'minutes';

-- AlterEnum
ALTER TYPE "PaperKind" ADD VALUE 'fullMinutes';

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "ConferenceState" ADD VALUE 'draft';
ALTER TYPE "ConferenceState" ADD VALUE 'awaitingApproval';
ALTER TYPE "ConferenceState" ADD VALUE 'refused';

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "ConferenceRole" ADD VALUE 'deputy';
ALTER TYPE "ConferenceRole" ADD VALUE 'observer';
ALTER TYPE "ConferenceRole" ADD VALUE 'technician';

-- DropIndex
DROP INDEX "Paper_sourceId_key";

-- DropIndex
DROP INDEX "Minutes_conferenceId_key";

-- DropIndex
DROP INDEX "Conference_consultId_idx";

-- AlterTable
ALTER TABLE "Consult" ADD COLUMN     "acknowledgedId" UUID;

-- AlterTable
ALTER TABLE "Minutes" DROP COLUMN "chairConfirmedAt",
DROP COLUMN "scribeConfirmedAt",
ADD COLUMN     "change" "DiagnosisChange",
ADD COLUMN     "confirmedAt" TIMESTAMPTZ(3),
ADD COLUMN     "icd10" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "interruptions" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "itemId" UUID NOT NULL,
ADD COLUMN     "nextSteps" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "number" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "order" JSONB NOT NULL,
ADD COLUMN     "overall" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "printedAt" TIMESTAMPTZ(3),
ADD COLUMN     "printedSha256" TEXT,
ADD COLUMN     "reason" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "road" "MinutesRoad" NOT NULL DEFAULT 'electronic',
ADD COLUMN     "scanSha256" TEXT,
ADD COLUMN     "sites" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "treatingId" UUID NOT NULL;

-- AlterTable
ALTER TABLE "Conference" DROP COLUMN "consultId",
ADD COLUMN     "approval" "ConferenceApproval" NOT NULL DEFAULT 'none',
ADD COLUMN     "approvalAt" TIMESTAMPTZ(3),
ADD COLUMN     "approvalById" UUID,
ADD COLUMN     "approvalNote" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "callOfId" UUID,
ADD COLUMN     "hostId" UUID,
ADD COLUMN     "link" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "message" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "seriesId" UUID,
ADD COLUMN     "telephone" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "title" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "ConferenceMember" ADD COLUMN     "code" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "RoomSnapshot" (
    "conferenceId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "state" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RoomSnapshot_pkey" PRIMARY KEY ("conferenceId")
);

-- CreateTable
CREATE TABLE "MinutesUpdate" (
    "itemId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "cmdId" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "MinutesUpdate_pkey" PRIMARY KEY ("itemId","seq")
);

-- CreateTable
CREATE TABLE "MinutesSnapshot" (
    "itemId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MinutesSnapshot_pkey" PRIMARY KEY ("itemId")
);

-- CreateTable
CREATE TABLE "MinutesConfirmation" (
    "id" UUID NOT NULL,
    "minutesId" UUID NOT NULL,
    "role" "ConfirmingRole" NOT NULL,
    "personId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "method" "MinutesRoad" NOT NULL DEFAULT 'electronic',
    "withdrawnAt" TIMESTAMPTZ(3),

    CONSTRAINT "MinutesConfirmation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlannedFollowUp" (
    "id" UUID NOT NULL,
    "consultId" UUID NOT NULL,
    "sourceId" UUID NOT NULL,
    "stepId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "dueOn" DATE NOT NULL,
    "personId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "doneAt" TIMESTAMPTZ(3),
    "doneById" UUID,
    "followUpId" UUID,
    "supersededAt" TIMESTAMPTZ(3),

    CONSTRAINT "PlannedFollowUp_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AgendaItem" (
    "id" UUID NOT NULL,
    "conferenceId" UUID NOT NULL,
    "consultId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "minutes" INTEGER NOT NULL,
    "state" "AgendaState" NOT NULL DEFAULT 'waiting',
    "presenterId" UUID,
    "addedById" UUID NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,
    "startedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "movedToId" UUID,
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "AgendaItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConferenceSite" (
    "id" UUID NOT NULL,
    "conferenceId" UUID NOT NULL,
    "hospitalId" UUID NOT NULL,
    "siteId" UUID,
    "name" TEXT NOT NULL,
    "telephone" TEXT NOT NULL DEFAULT '',
    "contact" TEXT NOT NULL DEFAULT '',
    "state" "SiteState" NOT NULL DEFAULT 'invited',
    "stateAt" TIMESTAMPTZ(3),
    "stateById" UUID,
    "note" TEXT NOT NULL DEFAULT '',
    "devices" JSONB NOT NULL DEFAULT '{}',
    "personId" UUID,

    CONSTRAINT "ConferenceSite_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SiteAttendee" (
    "id" UUID NOT NULL,
    "siteId" UUID NOT NULL,
    "personId" UUID,
    "name" TEXT NOT NULL,
    "position" TEXT NOT NULL DEFAULT '',
    "from" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "addedById" UUID NOT NULL,

    CONSTRAINT "SiteAttendee_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EntryRequest" (
    "id" UUID NOT NULL,
    "conferenceId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "hospitalId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "outcome" "EntryOutcome",
    "outcomeAt" TIMESTAMPTZ(3),
    "outcomeById" UUID,
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "EntryRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConferenceFeedback" (
    "conferenceId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "hospitalId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "equipment" INTEGER,
    "effectiveness" INTEGER,
    "content" INTEGER,
    "timing" INTEGER,
    "significance" INTEGER,
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "ConferenceFeedback_pkey" PRIMARY KEY ("conferenceId","personId")
);

-- CreateTable
CREATE TABLE "ConferenceSeries" (
    "id" UUID NOT NULL,
    "hospitalId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "weekday" INTEGER NOT NULL,
    "startMinute" INTEGER NOT NULL,
    "minutes" INTEGER NOT NULL,
    "perConsult" INTEGER NOT NULL,
    "firstDay" DATE NOT NULL,
    "lastDay" DATE,
    "chairId" UUID NOT NULL,
    "deputyId" UUID,
    "scribeId" UUID NOT NULL,
    "specialistIds" UUID[] DEFAULT ARRAY[]::UUID[],
    "siteIds" UUID[] DEFAULT ARRAY[]::UUID[],
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "endedAt" TIMESTAMPTZ(3),
    "endReason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "ConferenceSeries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SeriesDate" (
    "seriesId" UUID NOT NULL,
    "day" DATE NOT NULL,
    "conferenceId" UUID,
    "skipped" "SeriesSkip",
    "note" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SeriesDate_pkey" PRIMARY KEY ("seriesId","day")
);

-- CreateTable
CREATE TABLE "BacklogEntry" (
    "id" UUID NOT NULL,
    "hospitalId" UUID NOT NULL,
    "seriesId" UUID,
    "consultId" UUID NOT NULL,
    "minutes" INTEGER NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "addedById" UUID NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,
    "takenAt" TIMESTAMPTZ(3),
    "itemId" UUID,

    CONSTRAINT "BacklogEntry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "MinutesUpdate_itemId_personId_cmdId_key" ON "MinutesUpdate"("itemId", "personId", "cmdId");

-- CreateIndex
CREATE INDEX "MinutesConfirmation_minutesId_idx" ON "MinutesConfirmation"("minutesId");

-- CreateIndex
CREATE INDEX "PlannedFollowUp_consultId_idx" ON "PlannedFollowUp"("consultId");

-- CreateIndex
CREATE UNIQUE INDEX "PlannedFollowUp_sourceId_stepId_key" ON "PlannedFollowUp"("sourceId", "stepId");

-- CreateIndex
CREATE INDEX "AgendaItem_conferenceId_position_idx" ON "AgendaItem"("conferenceId", "position");

-- CreateIndex
CREATE INDEX "AgendaItem_consultId_idx" ON "AgendaItem"("consultId");

-- CreateIndex
CREATE INDEX "ConferenceSite_conferenceId_idx" ON "ConferenceSite"("conferenceId");

-- CreateIndex
CREATE INDEX "SiteAttendee_siteId_idx" ON "SiteAttendee"("siteId");

-- CreateIndex
CREATE INDEX "EntryRequest_conferenceId_at_idx" ON "EntryRequest"("conferenceId", "at");

-- CreateIndex
CREATE INDEX "ConferenceSeries_hospitalId_idx" ON "ConferenceSeries"("hospitalId");

-- CreateIndex
CREATE UNIQUE INDEX "SeriesDate_conferenceId_key" ON "SeriesDate"("conferenceId");

-- CreateIndex
CREATE INDEX "BacklogEntry_hospitalId_takenAt_idx" ON "BacklogEntry"("hospitalId", "takenAt");

-- CreateIndex
CREATE UNIQUE INDEX "Paper_sourceId_kind_key" ON "Paper"("sourceId", "kind");

-- CreateIndex
CREATE INDEX "Minutes_conferenceId_idx" ON "Minutes"("conferenceId");

-- CreateIndex
CREATE UNIQUE INDEX "Minutes_itemId_version_key" ON "Minutes"("itemId", "version");

-- CreateIndex
CREATE INDEX "Conference_seriesId_idx" ON "Conference"("seriesId");

-- AddForeignKey
ALTER TABLE "MinutesConfirmation" ADD CONSTRAINT "MinutesConfirmation_minutesId_fkey" FOREIGN KEY ("minutesId") REFERENCES "Minutes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgendaItem" ADD CONSTRAINT "AgendaItem_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConferenceSite" ADD CONSTRAINT "ConferenceSite_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SiteAttendee" ADD CONSTRAINT "SiteAttendee_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "ConferenceSite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EntryRequest" ADD CONSTRAINT "EntryRequest_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConferenceFeedback" ADD CONSTRAINT "ConferenceFeedback_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SeriesDate" ADD CONSTRAINT "SeriesDate_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "ConferenceSeries"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BacklogEntry" ADD CONSTRAINT "BacklogEntry_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "ConferenceSeries"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- By hand: what the schema cannot say

-- A consult waits in one conference at most, and has one place in the backlog.
CREATE UNIQUE INDEX "AgendaItem_consult_waiting" ON "AgendaItem" ("consultId") WHERE "state" = 'waiting';
CREATE UNIQUE INDEX "BacklogEntry_consult_waiting" ON "BacklogEntry" ("consultId") WHERE "takenAt" IS NULL;
-- One confirmation in force per role of a version.
CREATE UNIQUE INDEX "MinutesConfirmation_in_force" ON "MinutesConfirmation" ("minutesId", "role") WHERE "withdrawnAt" IS NULL;
-- One open request to be let in per person and conference.
CREATE UNIQUE INDEX "EntryRequest_waiting" ON "EntryRequest" ("conferenceId", "personId") WHERE "outcome" IS NULL;
-- Nobody sits in front of two devices of a site at once under the same name.
CREATE UNIQUE INDEX "SiteAttendee_here" ON "SiteAttendee" ("siteId", "personId") WHERE "until" IS NULL AND "personId" IS NOT NULL;
-- A code in one conference is one person's.
CREATE UNIQUE INDEX "ConferenceMember_code" ON "ConferenceMember" ("conferenceId", "code") WHERE "code" <> '';

ALTER TABLE "AgendaItem" ADD CONSTRAINT "AgendaItem_minutes_check" CHECK ("minutes" BETWEEN 5 AND 240);
ALTER TABLE "ConferenceSeries" ADD CONSTRAINT "ConferenceSeries_weekday_check" CHECK ("weekday" BETWEEN 1 AND 7);
ALTER TABLE "ConferenceSeries" ADD CONSTRAINT "ConferenceSeries_start_check" CHECK ("startMinute" BETWEEN 0 AND 1439);
ALTER TABLE "ConferenceFeedback" ADD CONSTRAINT "ConferenceFeedback_axes_check" CHECK (
  coalesce("equipment", 1) BETWEEN 1 AND 5 AND coalesce("effectiveness", 1) BETWEEN 1 AND 5 AND coalesce("content", 1) BETWEEN 1 AND 5
  AND coalesce("timing", 1) BETWEEN 1 AND 5 AND coalesce("significance", 1) BETWEEN 1 AND 5);

CREATE UNIQUE INDEX "Conference_one_call" ON "Conference" ("callOfId", "kind") WHERE "state" = 'open' AND "kind" <> 'conference';
-- Minutes that are confirmed are the record.
CREATE TRIGGER fixed BEFORE UPDATE OR DELETE ON "Minutes" FOR EACH ROW WHEN (OLD."confirmedAt" IS NOT NULL) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER fixed BEFORE UPDATE ON "MinutesConfirmation" FOR EACH ROW EXECUTE FUNCTION refuse_other_change('withdrawnAt');
CREATE TRIGGER no_delete BEFORE DELETE ON "MinutesConfirmation" FOR EACH ROW EXECUTE FUNCTION refuse_change();
-- What was signed by hand has the bytes that were signed, and their scan.
ALTER TABLE "Minutes" ADD CONSTRAINT "Minutes_paper_check" CHECK ("road" <> 'paper' OR ("printedSha256" IS NOT NULL AND "scanSha256" IS NOT NULL));
-- One version after the other: the next is begun when the one before is confirmed.
CREATE UNIQUE INDEX "Minutes_one_open" ON "Minutes" ("itemId") WHERE "confirmedAt" IS NULL;

-- Each conference there was has one consult on its agenda.
INSERT INTO "AgendaItem" ("id", "conferenceId", "consultId", "position", "minutes", "state", "presenterId", "addedById", "addedAt", "startedAt", "endedAt")
SELECT gen_random_uuid(), b."id", b."consultId", 1, least(greatest(ceil(extract(epoch from b."endsAt" - b."startsAt") / 60)::int, 5), 240),
  (CASE WHEN b."kind" <> 'conference' OR b."state" IN ('awaitingMinutes', 'done') THEN 'done' WHEN b."state" = 'notHeld' THEN 'dropped' ELSE 'waiting' END)::"AgendaState",
  c."treatingDoctorId", b."createdById", b."createdAt", b."openedAt", b."closedAt"
FROM "ConferenceBefore" b JOIN "Consult" c ON c."id" = b."consultId";
UPDATE "Conference" f SET "hostId" = c."supportingId", "callOfId" = CASE WHEN b."kind" = 'conference' THEN NULL ELSE b."consultId" END
FROM "ConferenceBefore" b JOIN "Consult" c ON c."id" = b."consultId" WHERE b."id" = f."id";
-- Of these rooms every step and conclusion was about that consult.
ALTER TABLE "RoomEntry" DISABLE TRIGGER append_only;
UPDATE "RoomEntry" e SET "body" = e."body" || jsonb_build_object('item', a."id") FROM "AgendaItem" a WHERE a."conferenceId" = e."conferenceId" AND e."kind" IN ('step', 'conclusion');
ALTER TABLE "RoomEntry" ENABLE TRIGGER append_only;
INSERT INTO "Minutes" ("id", "conferenceId", "consultId", "itemId", "requestVersion", "version", "draftVersion", "summary", "diagnosis", "treatmentPlan", "conclusions", "attendance", "createdAt", "scribeId", "chairId", "treatingId", "order", "named", "confirmedAt")
SELECT m."id", m."conferenceId", m."consultId", a."id", m."requestVersion", m."version", m."draftVersion", m."summary", m."diagnosis", m."treatmentPlan", m."conclusions", m."attendance", m."createdAt", m."scribeId", m."chairId", c."treatingDoctorId", '["scribe", "chair"]'::jsonb, m."named", m."chairConfirmedAt"
FROM "MinutesBefore" m JOIN "AgendaItem" a ON a."conferenceId" = m."conferenceId" JOIN "Consult" c ON c."id" = m."consultId";
INSERT INTO "MinutesConfirmation" ("id", "minutesId", "role", "personId", "at")
SELECT gen_random_uuid(), "id", 'scribe'::"ConfirmingRole", "scribeId", "scribeConfirmedAt" FROM "MinutesBefore" WHERE "scribeConfirmedAt" IS NOT NULL
UNION ALL SELECT gen_random_uuid(), "id", 'chair'::"ConfirmingRole", "chairId", "chairConfirmedAt" FROM "MinutesBefore" WHERE "chairConfirmedAt" IS NOT NULL;
DROP TABLE "ConferenceBefore", "MinutesBefore";
